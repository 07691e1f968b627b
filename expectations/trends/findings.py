"""The findings of a run: expectations that failed and numbers that moved, worst first, each with its cause."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import polars as pl

from expectations.trends.accepted import Accepted, since_accepted
from expectations.trends.candidates import Candidate
from expectations.trends.explain import Explanations
from expectations.trends.fields import drifted
from expectations.trends.history import brought_by, read_history, whole
from expectations.trends.moves import moves
from expectations.trends.silence import silent, stale
from expectations.trends.watched import Metric, watched
from expectations.trends.wording import query, sentence
from warehouse.schema import Findings, conform, frame_schema

_KEPT = (
    "kind", "severity", "scope_kind", "scope", "name", "value", "low", "high", "compared_count", "failing_count",
)  # fmt: skip
_PLACES = {"run": 0, "feed": 1, "site": 2}


def find(
    numbers: pl.DataFrame,
    last: Path | None,
    results: pl.DataFrame,
    run_id: int,
    started_at: datetime,
    accepted: Sequence[Accepted] = (),
) -> pl.DataFrame:
    """Return the rows of `findings` of a run that read something.

    `numbers` are its rows of `metrics`, `last` the warehouse of the runs before, `results` its rows of `check_results`.
    """
    now = numbers.with_columns(started_at=pl.lit(started_at))
    history = read_history(last)
    together = since_accepted(
        pl.concat([history, now.select(history.columns)], how="vertical_relaxed"), tuple(accepted)
    )
    made_whole = whole(together)
    metrics = watched()
    found = pl.concat(
        [silent(made_whole, run_id), drifted(made_whole, run_id), moves(made_whole, run_id, metrics)]
    ).unique(["scope_kind", "scope", "name"], keep="first", maintain_order=True)
    rows = [*(Candidate(**row) for row in found.iter_rows(named=True)), *_failed(results)]
    return _written(rows, Explanations(rows, metrics, brought_by(together)).places(), metrics, run_id, accepted)


def find_stale(loaded_at: Sequence[datetime], now: datetime, run_id: int) -> pl.DataFrame:
    """Return the rows of `findings` of a run that found nothing new; `loaded_at`: when earlier ones did."""
    rows = [Candidate(**row) for row in stale(loaded_at, now).iter_rows(named=True)]
    return _written(rows, [None] * len(rows), watched(), run_id, ())


def _failed(results: pl.DataFrame) -> Iterator[Candidate]:
    """Yield every expectation that did not pass as a candidate."""
    for row in results.filter(pl.col("outcome") != "passed").iter_rows(named=True):
        yield Candidate(
            kind="expectation",
            severity="critical" if row["outcome"] == "raised" else row["severity"],
            scope_kind="run",
            scope="all",
            name=row["check_name"],
            distance=row["failing_ratio"],
            failing_count=row["failing_count"],
            expected=row["expected"],
            observed=_observed(row),
        )


def _observed(row: Mapping[str, object]) -> str:
    observed = str(row["observed"]).removesuffix(".")
    return f"{observed} fail" if row["outcome"] == "failed" else f"it could not be evaluated: {observed}"


def _written(
    found: Sequence[Candidate],
    explained_by: Sequence[int | None],
    metrics: Mapping[str, Metric],
    run_id: int,
    accepted: Sequence[Accepted],
) -> pl.DataFrame:
    """Number the findings, worst first, and put them into words."""
    reasons = [next((one.why for one in accepted if one.covers(each.name, each.scope)), None) for each in found]

    def rank(place: int) -> tuple[object, ...]:
        one = found[place]
        return (
            reasons[place] is not None, explained_by[place] is not None, one.severity != "critical",
            _PLACES[one.scope_kind], -abs(one.distance or 0.0), one.name, one.scope,
        )  # fmt: skip

    order = sorted(range(len(found)), key=rank)
    numbers: dict[int | None, int] = {place: number for number, place in enumerate(order, start=1)}
    rows = [
        {
            **{name: getattr(found[place], name) for name in _KEPT},
            "run_id": run_id,
            "finding_no": numbers[place],
            "sentence": sentence(found[place], metrics),
            "explained_by_no": numbers.get(explained_by[place]),
            "accepted": reasons[place],
            "query": query(found[place], metrics, run_id),
        }
        for place in order
    ]
    return conform(pl.DataFrame(rows, schema=frame_schema(Findings)), Findings)
