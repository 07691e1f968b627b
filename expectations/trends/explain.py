"""Which finding explains which: one cause moves many numbers, and its owner wants to hear of the cause.

Looked for in this order: a cause of its own place (`explained_by` in watched.toml); a feed's for its sites and the run;
for a number of a site, the run, where most sites moved alike; for one of the run, the sites that moved it.
"""

from collections.abc import Callable, Mapping, Sequence

from expectations.trends.candidates import Candidate
from expectations.trends.watched import Metric

# Sites that make up this share of the run's move explain it.
_MOST = 0.5
# Where sites with this share of everything move alike, and no fewer than this number, it is no site's own doing.
_EVERYWHERE, _FEWEST_PARTS = 0.6, 3
# What comes in at all is the same for every site and feed.
_COUNTS = ("articles", "documents")


class Explanations:
    """The findings of one run, and for each the place of the one that explains it."""

    def __init__(
        self, found: Sequence[Candidate], metrics: Mapping[str, Metric], brought_by: Mapping[str, frozenset[str]]
    ) -> None:
        """`brought_by`: the feeds that bring most of a site's articles."""
        self._found = found
        self._metrics = metrics
        self._brought_by = brought_by

    def places(self) -> list[int | None]:
        """Return for each finding the place of the one at the root of it; None for one that stands for itself."""
        direct = [self._of(one) for one in self._found]
        return [_root(place, direct) for place in range(len(direct))]

    def _of(self, one: Candidate) -> int | None:
        if not one.is_metric:
            return self._first(lambda other: other.is_metric and self._check(other) == one.name)
        if one.name == "quarantined_ratio":
            return self._first(lambda other: not other.is_metric and other.severity == "critical")
        if one.kind == "silence" and one.scope_kind == "site":
            feed = self._first(lambda other: other.kind == "silence" and self._is_feed_of(other, one))
            if feed is not None:
                return feed
        for cause in self._causes(one):
            place = self._first(lambda other, cause=cause: self._is_cause(other, cause, one))  # type: ignore[misc]
            if place is not None:
                return place
        if one.kind == "move" and one.of and not one.is_above:
            # What one kind or language lost another won.
            winner = self._first(lambda other: other.is_above and _is_sibling(other, one))
            if winner is not None:
                return winner
        if one.scope_kind == "run":
            return self._of_parts(one)
        return (
            self._first(lambda other: other.scope_kind == "run" and _same(other, one)) if self._is_common(one) else None
        )

    def _check(self, other: Candidate) -> str | None:
        return self._metrics[other.base].check if other.base in self._metrics else None

    def _causes(self, one: Candidate) -> tuple[str, ...]:
        return self._metrics[one.base].explained_by if one.base in self._metrics else ()

    def _is_common(self, one: Candidate) -> bool:
        """Tell whether sites or feeds with most of everything moved alike."""
        alike = [other for other in self._found if other.scope_kind == one.scope_kind and _same(other, one)]
        whole = self._first(lambda other: other.scope_kind == "run" and _same(other, one))
        if whole is None or len(alike) < _FEWEST_PARTS:
            return False
        return sum(_weight(other, self._found[whole]) for other in alike) >= _EVERYWHERE

    def _of_parts(self, one: Candidate) -> int | None:
        """Return the largest of the sites or feeds whose own move, or its cause, makes up most of the run's."""
        names = {one.name, *self._causes(one)}
        parts = [
            (place, other)
            for place, other in enumerate(self._found)
            if other.scope_kind != "run" and other.is_metric and {other.name, other.base} & names
        ]
        if not parts:
            # Where so much is missing, what is left has other shares.
            return self._first(lambda other: self._is_loss(other) and one.base not in self._causes(other))
        same = [other for _, other in parts if _same(other, one)]
        if any(self._is_common(other) for other in same):
            return None
        made = sum(_weight(other, one) * other.step for other in same)
        weight = sum(_weight(other, one) for _, other in parts)
        if one.step and made / one.step < _MOST and weight < _MOST:
            return None
        return max(parts, key=lambda part: (_weight(part[1], one), -part[0]))[0]

    @staticmethod
    def _is_loss(other: Candidate) -> bool:
        return other.kind == "silence" and other.severity == "critical"

    def _is_feed_of(self, other: Candidate, one: Candidate) -> bool:
        return other.scope_kind == "feed" and other.scope in self._brought_by.get(one.scope, ())

    def _is_cause(self, other: Candidate, cause: str, one: Candidate) -> bool:
        """Tell whether `other` is about metric `cause` in the place of `one`, or where that comes from."""
        if not other.is_metric or other is one or cause not in (other.name, other.base):
            return False
        match other.scope_kind, one.scope_kind:
            case "feed", "site":
                return self._is_feed_of(other, one)
            case "feed", "run":
                return True
            case "run", _ if one.base in _COUNTS:
                return True
        return other.scope == one.scope

    def _first(self, is_it: Callable[[Candidate], bool]) -> int | None:
        return next((place for place, other in enumerate(self._found) if is_it(other)), None)


def _root(place: int, direct: Sequence[int | None]) -> int | None:
    """Follow explanations to the finding that has none."""
    at, seen = place, {place}
    while (further := direct[at]) is not None and further not in seen:
        seen.add(further)
        at = further
    return None if at == place else at


def _same(other: Candidate, one: Candidate) -> bool:
    """Tell whether two findings are of one metric that went the same way."""
    return other.is_metric and other.name == one.name and other.is_above == one.is_above


def _is_sibling(other: Candidate, one: Candidate) -> bool:
    return other.is_metric and other.scope == one.scope and other.base == one.base


def _weight(part: Candidate, whole: Candidate) -> float:
    """Return which share of the run's documents, articles or lines a site or feed has."""
    return (part.basis_count or 0) / (part.run_count or 1) / max(whole.basis_count or 0, 1)
