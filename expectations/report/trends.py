"""Metrics over the last runs, as small multiples: what this run has, and what was usual."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

import duckdb

from expectations.report.charts import Point, trend_chart
from expectations.report.findings import Finding
from expectations.report.naming import Naming, naming
from expectations.report.reading import Row, rows
from expectations.report.wording import between, measure

MOST_RUNS = 30
# Where so few earlier runs have the metric, what was usual is not known.
_FEWEST_EARLIER = 2

Metric = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Trend:
    """A metric over the runs shown: its value now, what was usual, the chart and its numbers."""

    name: str
    title: str
    value: str
    usual: str | None
    svg: str
    numbers: Sequence[str]
    finding: Finding | None = None

    @property
    def standing(self) -> str:
        """How bad it is that it moved: a severity, `accepted`, or nothing."""
        if self.finding is None:
            return ""
        return "accepted" if self.finding.row["accepted"] is not None else str(self.finding.row["severity"])


@dataclass(frozen=True, slots=True)
class Group:
    """Metrics that belong together."""

    title: str
    trends: Sequence[Trend]


def shown_runs(con: duckdb.DuckDBPyConnection, run_id: int) -> list[Row]:
    """Return the last runs up to this one, oldest first."""
    return rows(con, "shown_runs", run_id=run_id, most=MOST_RUNS)


def trends(con: duckdb.DuckDBPyConnection, run_id: int, runs: Sequence[Row], found: Sequence[Finding]) -> list[Group]:
    """Return the metrics of the whole run that this run has, by group; what moved stands first in its group."""
    by_metric = {one.metric: one for one in found if one.row["value"] is not None}
    measured = rows(con, "trends", run_id=run_id, first_run=runs[0]["run_id"])
    named: list[tuple[Naming, Trend]] = []
    for name, values in groupby(measured, key=lambda row: row["name"]):
        by_run = {row["run_id"]: row["value"] for row in values}
        if run_id in by_run:
            finding = by_metric.get(("run", "all", name))
            named.append((naming(name), _trend(name, by_run, run_id, runs, finding)))
    # By the place of the first metric of a group, then of a metric in it: both as in `metrics.toml`.
    places: dict[str, int] = {}
    for called, _ in named:
        places[called.group] = min(called.place, places.get(called.group, called.place))
    named.sort(key=lambda one: (places[one[0].group], one[1].finding is None, one[0].place, one[1].title))
    return [Group(title, [one for _, one in members]) for title, members in groupby(named, lambda one: one[0].group)]


def finding_trends(
    con: duckdb.DuckDBPyConnection, run_id: int, runs: Sequence[Row], found: Sequence[Finding]
) -> dict[str, Trend]:
    """Return the trend of the metric behind each finding that is about one, by the anchor of the finding."""
    measured = rows(con, "finding_trends", run_id=run_id, first_run=runs[0]["run_id"])
    by_metric: dict[Metric, dict[int, float]] = {}
    for row in measured:
        by_metric.setdefault((row["scope_kind"], row["scope"], row["name"]), {})[row["run_id"]] = row["value"]
    return {
        one.anchor: _trend(one.row["name"], by_metric[one.metric], run_id, runs, one)
        for one in found
        if one.row["value"] is not None and len(by_metric.get(one.metric, ())) > 1
    }


def _trend(name: str, by_run: Mapping[int, float], run_id: int, runs: Sequence[Row], finding: Finding | None) -> Trend:
    called = naming(name)
    points = [
        Point(place, by_run[run["run_id"]], run["run_id"] == run_id, run["outcome"] != "refused")
        for place, run in enumerate(runs)
        if run["run_id"] in by_run
    ]
    low, high = (finding.row["low"], finding.row["high"]) if finding else (None, None)
    earlier = [one.value for one in points if not one.is_this and one.is_good]
    usual = between(low, high, called.unit) and f"usual {between(low, high, called.unit)}"
    if usual is None and len(earlier) >= _FEWEST_EARLIER:
        usual = f"median of {len(earlier)} runs {measure(median(earlier), called.unit)}"
    numbers = [measure(by_run.get(run["run_id"]), called.unit) for run in runs]
    value = measure(by_run.get(run_id), called.unit)
    label = f"{called.title}: {value} in run {run_id}" + (f", {usual}" if usual else "")
    svg = trend_chart(points, len(runs), low, high, label) if len(points) > 1 else ""
    return Trend(name, called.title, value, usual, svg, numbers, finding)
