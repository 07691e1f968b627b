"""From documents read to articles: what became of all of them, every leak by its name."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb

from expectations.report.charts import Bar, stack_chart
from expectations.report.reading import Row, one, rows

_COLOURS = {"loaded": "kept", "unchanged": "unread", "quarantined": "bad", "rejected": "chrome"}
# Reasons and checks that are listed by name; the rest is one line.
MOST_LEAKS = 12


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the documents: what it is called, how many, of which named parts."""

    name: str
    count: int
    note: str = ""
    parts: Sequence["Part"] = field(default=())


@dataclass(frozen=True, slots=True)
class Funnel:
    """The documents of a run: `read_count` is the sum of `parts`, unless the accounts are wrong.

    article_count: current articles of the whole warehouse.
    """

    read_count: int
    parts: Sequence[Part]
    article_count: int

    @property
    def svg(self) -> str:
        """The parts as one bar."""
        label = ", ".join(f"{part.name} {part.count:,}" for part in self.parts)
        return stack_chart([Bar(part.name, part.count, "", _COLOURS[part.name]) for part in self.parts], label)

    @property
    def missing_count(self) -> int:
        """Documents that were read and of which nothing is known; 0 where all is well."""
        return self.read_count - sum(part.count for part in self.parts)


def funnel(con: duckdb.DuckDBPyConnection, run: Row) -> Funnel:
    """Return what became of the documents of a run."""
    run_id = run["run_id"]
    articles = one(con, "article_counts", run_id=run_id)
    rejected = rows(con, "rejected_reasons", run_id=run_id, most=MOST_LEAKS)
    checks = rows(con, "quarantine_checks", run_id=run_id, most=MOST_LEAKS)
    return Funnel(
        read_count=run["read_count"],
        parts=(
            Part(
                "loaded",
                run["loaded_count"],
                f"{articles['newer_count']:,} of them are newer versions of known articles"
                if articles["newer_count"]
                else "",
                _loaded(run["loaded_count"], articles),
            ),
            Part("unchanged", run["unchanged_count"], "known from an earlier run, or read twice in this one"),
            Part(
                "quarantined",
                run["quarantined_count"],
                "held back whole; each counts once, under the first expectation it fails",
                _with_rest(run["quarantined_count"], checks, "let in or judged anew since"),
            ),
            Part(
                "rejected",
                run["rejected_count"],
                "could not be read",
                _with_rest(run["rejected_count"], rejected, "other reasons, or read again since"),
            ),
        ),
        article_count=articles["total_count"],
    )


def _loaded(loaded_count: int, articles: Row) -> list[Part]:
    """Return what the loaded documents are now; a later run may have brought a newer version of them."""
    if not loaded_count:
        return []
    parts = [
        Part("current articles", articles["current_count"]),
        Part("superseded versions", articles["superseded_count"], "a newer text of the same article is known"),
    ]
    rest = loaded_count - articles["current_count"] - articles["superseded_count"]
    return [*parts, Part("no longer in the tables under this run", rest)] if rest else parts


def _with_rest(total: int, counted: Sequence[Row], rest_name: str) -> list[Part]:
    """Return the parts by name and what of the total is left."""
    if not total:
        return []
    parts = [Part(row["label"], row["count"]) for row in counted]
    rest = total - sum(part.count for part in parts)
    return [*parts, Part(rest_name, rest)] if rest else parts
