"""Sites and feeds that have fallen silent, and jobs that find nothing new."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import polars as pl

from expectations.trends.candidates import candidates
from expectations.trends.history import counted
from expectations.trends.usual import FEWEST_RUNS

# Silence that chance would bring about more often than this is no news.
_CHANCE = 1e-4
# A site or feed that brings this share of everything is missed more.
_LARGE_SHARE = 0.2
# A pause of twice the longest one, and of more than a day.
_LONGER, _SHORTEST_PAUSE = 2, timedelta(days=1)

_COUNTS = (("articles", "site"), ("documents", "feed"))


def silent(numbers: pl.DataFrame, run_id: int) -> pl.DataFrame:
    """Return a candidate for each site and feed that has nothing, for longer than chance and earlier pauses allow.

    Two chances are weighed: that of a count of 0 where the median is so much, and that of so many runs without
    anything where so many had something. A load of an archive, once, is no habit.
    """
    found = [candidates()]
    for name, scope_kind in _COUNTS:
        counts = counted(numbers, name, scope_kind).sort("run_id", descending=True)
        is_silent = pl.col("value") == 0
        scopes = (
            counts.with_columns((~is_silent).cum_sum().over("scope").alias("heard_since"))
            .group_by("scope")
            .agg(
                (pl.col("heard_since") == 0).sum().alias("run_count"),
                pl.col("value").filter(pl.col("heard_since") > 0).alias("before"),
            )
            .filter(pl.col("run_count") > 0, pl.col("before").list.len() >= FEWEST_RUNS)
        )
        found.append(_unlikely(scopes, counts, run_id).pipe(_as_candidates, name, scope_kind))
    return pl.concat(found)


def _unlikely(scopes: pl.DataFrame, counts: pl.DataFrame, run_id: int) -> pl.DataFrame:
    heard = pl.col("before").list.eval(pl.element() > 0)
    present = pl.col("before").list.eval((pl.element() > 0).cast(pl.Int64)).list.sum()
    absent_share = 1 - (present + 0.5) / (pl.col("before").list.len() + 1)
    median = pl.col("before").list.median()
    chance = pl.min_horizontal((-median * pl.col("run_count")).exp(), absent_share.pow(pl.col("run_count")))
    longest = heard.list.eval(pl.when(~pl.element()).then(pl.len().over(pl.element().rle_id())).otherwise(0)).list.max()
    total = counts.filter(run_id=run_id)["value"].sum() + 1
    return (
        scopes.with_columns(center=median, chance=chance, longest=longest, total=pl.lit(total))
        .filter(pl.col("chance") < _CHANCE, pl.col("run_count") > pl.col("longest"), present >= FEWEST_RUNS)
        .with_columns(compared_count=pl.col("before").list.len(), before=pl.col("before").list.min())
    )


def _as_candidates(found: pl.DataFrame, name: str, scope_kind: str) -> pl.DataFrame:
    is_large = pl.col("center") / (pl.col("total") + pl.col("center")) >= _LARGE_SHARE
    return candidates(
        found.with_columns(
            kind=pl.lit("silence"),
            severity=pl.when(is_large).then(pl.lit("critical")).otherwise(pl.lit("warning")),
            scope_kind=pl.lit(scope_kind),
            name=pl.lit(name),
            value=pl.lit(0.0),
            low=pl.col("before").cast(pl.Float64),
            distance=pl.col("chance").log() / pl.lit(_CHANCE).log() * -1,
            basis_count=pl.lit(0),
        )
    )


def stale(loaded_at: Sequence[datetime], now: datetime) -> pl.DataFrame:
    """Return a candidate where nothing new has come for much longer than ever; `loaded_at`: when it came."""
    times = sorted(loaded_at)
    pauses = [later - earlier for earlier, later in pairwise(times)]
    if len(pauses) < FEWEST_RUNS:
        return candidates()
    pause, longest = now - times[-1], max(pauses)
    if pause <= max(_LONGER * longest, _SHORTEST_PAUSE):
        return candidates()
    days = pl.DataFrame({"value": [pause / timedelta(days=1)], "high": [_LONGER * longest / timedelta(days=1)]})
    return candidates(
        days.with_columns(
            kind=pl.lit("staleness"),
            severity=pl.lit("critical"),
            scope_kind=pl.lit("run"),
            scope=pl.lit("all"),
            name=pl.lit("documents"),
            distance=pl.col("value") / pl.col("high"),
            compared_count=pl.lit(len(times)),
        )
    )
