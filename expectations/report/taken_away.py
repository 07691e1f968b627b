"""What the run took away: how much of each kind, and samples of each to judge whether that was right."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from expectations.report.charts import Bar, bar_chart, stack_chart
from expectations.report.kinds import family
from expectations.report.reading import Row, rows
from expectations.report.wording import share, words

MOST_SAMPLES = 10


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of dropped line, or of edit: how often, how many characters, which share of all, and samples."""

    name: str
    family: str
    count: int
    ratio: float
    samples: Sequence[Row]


@dataclass(frozen=True, slots=True)
class TakenAway:
    """The lines of a run as shares of its characters; blank lines are not counted."""

    char_count: int
    line_count: int
    kept_ratio: float
    stack_svg: str
    bars_svg: str
    kinds: Sequence[Kind]
    edits: Sequence[Kind]

    def documents(self) -> set[str]:
        """Return the documents that the samples are from."""
        return {row["document_id"] for kind in (*self.kinds, *self.edits) for row in kind.samples}


def taken_away(con: duckdb.DuckDBPyConnection, run_id: int) -> TakenAway | None:
    """Return what the run took away; None where it loaded no document."""
    counted = rows(con, "line_kinds", run_id=run_id)
    total = sum(row["char_count"] for row in counted)
    if not total:
        return None
    samples = _by_kind(rows(con, "line_samples", run_id=run_id, most=MOST_SAMPLES))
    cuts = _by_kind(rows(con, "edit_samples", run_id=run_id, most=MOST_SAMPLES))
    kinds = [
        Kind(row["kind"], family(row["kind"]), row["line_count"], row["char_count"] / total, samples[row["kind"]])
        for row in counted
        if not row["kept"]
    ]
    edits = [
        Kind(row["kind"], "edit", row["edit_count"], row["char_count"] / total, cuts[row["kind"]])
        for row in rows(con, "edit_kinds", run_id=run_id)
    ]
    kept = sum(row["char_count"] for row in counted if row["kept"]) / total
    return TakenAway(
        char_count=total,
        line_count=sum(row["line_count"] for row in counted),
        kept_ratio=kept,
        stack_svg=_stack(kept, kinds),
        bars_svg=_bars(kinds),
        kinds=kinds,
        edits=edits,
    )


def _by_kind(samples: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in samples:
        found.setdefault(row["kind"], []).append(row)
    return found


def _stack(kept: float, kinds: Sequence[Kind]) -> str:
    told = sum(kind.ratio for kind in kinds if kind.family == "metadata")
    dropped = sum(kind.ratio for kind in kinds if kind.family != "metadata")
    parts = [
        Bar("kept", kept, "", "kept"),
        Bar("metadata", told, "", "metadata"),
        Bar("dropped", dropped, "", "chrome"),
    ]
    label = f"Of all characters {share(kept)} kept, {share(told)} made columns, {share(dropped)} dropped"
    return stack_chart(parts, label)


def _bars(kinds: Sequence[Kind]) -> str:
    bars = [
        Bar(words(kind.name), kind.ratio, share(kind.ratio), "metadata" if kind.family == "metadata" else "chrome")
        for kind in kinds
    ]
    return bar_chart(bars, "Share of all characters by kind of line, largest first; the table has the numbers")
