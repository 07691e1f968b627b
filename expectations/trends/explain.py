"""Which finding explains which: one cause moves many numbers, and its owner wants to hear of the cause.

Looked for in this order: a cause of its own place (`explained_by` in watched.toml); a feed's for its sites and the run;
for a number of a site, the run, where most sites moved alike; for one of the run, the sites that moved it.
"""

from collections.abc import Callable, Mapping, Sequence

from expectations.trends.candidates import Candidate
from expectations.trends.watched import Metric

# Sites that make up this share of the run's move explain it.
_MOST = 0.5
# Where sites with this share of the articles move alike, and no fewer than this number, it is no site's own doing.
_EVERYWHERE, _FEWEST_SITES = 0.6, 3
# A feed and a site that bring about as much, and fall silent together, are one.
_ALIKE = 1.5


class Explanations:
    """The findings of one run, and for each the place of the one that explains it."""

    def __init__(
        self, found: Sequence[Candidate], articles: Mapping[str, float], metrics: Mapping[str, Metric]
    ) -> None:
        """`articles`: how many each site has in this run."""
        self._found = found
        self._articles = articles
        self._all_articles = sum(articles.values()) or 1.0
        self._metrics = metrics

    def places(self) -> list[int | None]:
        """Return for each finding the place of the one at the root of it; None for one that stands for itself."""
        direct = [self._of(one) for one in self._found]
        return [_root(place, direct) for place in range(len(direct))]

    def _of(self, one: Candidate) -> int | None:
        if not one.is_metric:
            return self._first(lambda other: other.is_metric and self._check(other) == one.name)
        if one.name == "quarantined_ratio":
            return self._first(lambda other: not other.is_metric and other.severity == "critical")
        if one.kind == "silence":
            return self._first(lambda other: _is_feed_of(other, one)) if one.scope_kind == "site" else None
        for cause in self._causes(one):
            place = self._first(lambda other, cause=cause: _is_cause(other, cause, one))  # type: ignore[misc]
            if place is not None:
                return place
        if one.scope_kind == "site" and self._is_everywhere(one):
            return self._first(lambda other: other.scope_kind == "run" and _same(other, one))
        return self._of_sites(one) if one.scope_kind == "run" else None

    def _check(self, other: Candidate) -> str | None:
        return self._metrics[other.base].check if other.base in self._metrics else None

    def _causes(self, one: Candidate) -> tuple[str, ...]:
        return self._metrics[one.base].explained_by if one.base in self._metrics else ()

    def _is_everywhere(self, one: Candidate) -> bool:
        sites = {other.scope for other in self._found if other.scope_kind == "site" and _same(other, one)}
        return len(sites) >= _FEWEST_SITES and sum(map(self._weight, sites)) >= _EVERYWHERE

    def _weight(self, site: str) -> float:
        return self._articles.get(site, 0.0) / self._all_articles

    def _of_sites(self, one: Candidate) -> int | None:
        """Return the largest of the sites whose own move, or its cause, makes up most of the run's."""
        names = {one.name, *self._causes(one)}
        moved = [
            place
            for place, other in enumerate(self._found)
            if other.scope_kind == "site" and other.is_metric and {other.name, other.base} & names
        ]
        if not moved:
            # Where so much is missing, what is left has other shares.
            return self._first(lambda other: other.kind == "silence" and other.severity == "critical")
        same = [self._found[place] for place in moved if _same(self._found[place], one)]
        if any(self._is_everywhere(other) for other in same):
            return None
        made = sum(self._weight(other.scope) * other.step for other in same)
        weight = sum(self._weight(self._found[place].scope) for place in moved)
        if one.step and made / one.step < _MOST and weight < _MOST:
            return None
        return max(moved, key=lambda place: (self._weight(self._found[place].scope), -place))

    def _first(self, is_it: Callable[[Candidate], bool]) -> int | None:
        return next((place for place, other in enumerate(self._found) if is_it(other)), None)


def _root(place: int, direct: Sequence[int | None]) -> int | None:
    """Follow explanations to the finding that has none."""
    at, seen = place, {place}
    while (further := direct[at]) is not None and further not in seen:
        seen.add(further)
        at = further
    return None if at == place else at


def _is_cause(other: Candidate, cause: str, one: Candidate) -> bool:
    """Tell whether `other` is about metric `cause` in the place of `one`, or in a feed that may bring to it."""
    is_there = other.scope == one.scope or (other.scope_kind == "feed" and one.scope_kind != "feed")
    return other.is_metric and is_there and other is not one and cause in (other.name, other.base)


def _same(other: Candidate, one: Candidate) -> bool:
    """Tell whether two findings are of one metric that went the same way."""
    return other.is_metric and other.name == one.name and other.is_above == one.is_above


def _is_feed_of(other: Candidate, one: Candidate) -> bool:
    if other.kind != "silence" or other.scope_kind != "feed":
        return False
    small, large = sorted((other.center or 0.0, one.center or 0.0))
    return large <= _ALIKE * small
