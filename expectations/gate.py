"""The gate: whether a run may be published, and if not, why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from expectations.checked import Checked


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether to publish; `reasons` are the sentences why not."""

    publish: bool
    reasons: tuple[str, ...]


def decide(
    checked: Sequence[Checked],
    counts: Mapping[str, int],
    max_quarantined_ratio: float,
    findings: pl.DataFrame | None = None,
) -> Verdict:
    """Decide over what was checked in both phases and a run's `loaded_count` and `quarantined_count`.

    Refuses when an expectation could not be evaluated, when a critical one failed that no
    quarantine mends, or when more than `max_quarantined_ratio` of the new documents were quarantined.
    Documents known before are not among them: a night of old ones must not hide that all new ones fail.
    The limit holds for small runs too: 1 of 3 documents is more than 0.2. Rows of `findings`, where given, refuse
    too: critical numbers of the whole run that nothing explains and nobody accepts.
    """
    reasons = [reason for found in checked for reason in (*_raised(found), *_failed(found))]
    reasons += [] if findings is None else _not_as_usual(findings)
    reasons += _too_much_quarantined(counts, max_quarantined_ratio)
    return Verdict(publish=not reasons, reasons=tuple(reasons))


def _raised(found: Checked) -> Iterator[str]:
    for row in found.results.filter(pl.col("outcome") == "raised").iter_rows(named=True):
        yield f"The expectation “{row['check_name']}” could not be evaluated: {row['observed']}"


def _failed(found: Checked) -> Iterator[str]:
    if found.phase == "accounts":
        failed = found.results.filter(pl.col("severity") == "critical", pl.col("outcome") == "failed")
        for row in failed.iter_rows(named=True):
            yield (
                f"After quarantine “{row['check_name']}” still fails in {row['table_name']}, "
                f"{row['observed']}. It must hold: {_sentence(row['expected'])}"
            )
        return
    for row in found.unattached.iter_rows(named=True):
        yield (
            f"“{row['check_name']}” fails in {_rows(row['table_name'], row['row_count'])}, "
            f"so no document can be held back for it. It must hold: {_sentence(row['expected'])}"
        )


def _not_as_usual(findings: pl.DataFrame) -> Iterator[str]:
    """Yield the critical findings about the whole run; failed expectations have their own rules."""
    is_new = pl.col("accepted").is_null() & pl.col("explained_by_no").is_null()
    critical = findings.filter(is_new, pl.col("kind") != "expectation", severity="critical", scope_kind="run")
    for row in critical.iter_rows(named=True):
        yield (
            f"Not as usual: {row['sentence']} If it is as it should be, accept it in expectations/accepted.toml: "
            f"metric {row['name']}, scope {row['scope']}."
        )


def _sentence(expected: str) -> str:
    """Return what is expected with a full stop: other reasons follow."""
    return f"{expected.removesuffix('.')}."


def _rows(table: str, count: int) -> str:
    if count == 0:
        return f"{table} as a whole"
    return f"{count} row{'s' if count > 1 else ''} of {table} without a document"


def _too_much_quarantined(counts: Mapping[str, int], limit: float) -> Iterator[str]:
    quarantined = counts["quarantined_count"]
    new = counts["loaded_count"] + quarantined
    if new > 0 and quarantined / new > limit:
        yield (
            f"{quarantined} of {new} new documents were quarantined, {quarantined / new:.1%}; "
            f"the limit is {limit:.1%}. Look at the failed expectations, or raise the limit if this is expected."
        )
