"""Where the time of a run went."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from expectations.report.charts import Bar, bar_chart
from expectations.report.reading import Row, rows
from expectations.report.wording import seconds

MOST_CHECKS = 10


@dataclass(frozen=True, slots=True)
class Speed:
    """Stages, slowest first: `stage`, `seconds`, `ratio` of the whole, `documents_per_second`; and slow checks."""

    total: float
    stages: Sequence[Row]
    svg: str
    checks: Sequence[Row]


def speed(con: duckdb.DuckDBPyConnection, run: Row) -> Speed:
    """Return the stages of a run and the expectations that took longest."""
    taken: dict[str, float] = json.loads(run["stage_seconds"])
    total = sum(taken.values())
    measured = {row["stage"]: row["documents_per_second"] for row in rows(con, "stage_rates", run_id=run["run_id"])}
    stages: list[Row] = [
        {
            "stage": stage,
            "seconds": lasted,
            "ratio": lasted / total if total else 0.0,
            "documents_per_second": measured.get(stage),
        }
        for stage, lasted in sorted(taken.items(), key=lambda one: (-one[1], one[0]))
    ]
    bars = [Bar(one["stage"], one["seconds"], seconds(one["seconds"])) for one in stages]
    return Speed(
        total=total,
        stages=stages,
        svg=bar_chart(bars, "Seconds of each stage, slowest first; the table has the numbers") if bars else "",
        checks=rows(con, "slow_checks", run_id=run["run_id"], most=MOST_CHECKS),
    )
