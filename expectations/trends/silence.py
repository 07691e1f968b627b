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
        counts = counted(numbers, name, scope_kind)
        total = float(counts.filter(run_id=run_id)["value"].sum())
        found.append(_unlikely(_paused(counts)).pipe(_as_candidates, name, scope_kind, total))
    return pl.concat(found)


def _paused(counts: pl.DataFrame) -> pl.DataFrame:
    """Return each silent scope: for how many runs (`run_count`), its longest earlier pause, what it had before that.

    Columns `compared_count` (runs before the pause), `heard_count` (those with something), `center`, `low`, `longest`.
    """
    stretches = (
        counts.sort("run_id", descending=True)
        .with_columns((pl.col("value") > 0).alias("is_heard"))
        .with_columns(pl.col("is_heard").rle_id().over("scope").alias("stretch"))
    )
    lengths = stretches.group_by("scope", "stretch", "is_heard").agg(pl.len().alias("length"))
    pauses = lengths.filter(~pl.col("is_heard"))
    now = pauses.filter(stretch=0).select("scope", run_count="length")
    earlier = pauses.filter(pl.col("stretch") > 0).group_by("scope").agg(longest=pl.col("length").max())
    before = (
        stretches.filter(pl.col("stretch") > 0)
        .group_by("scope")
        .agg(
            compared_count=pl.len(),
            heard_count=pl.col("is_heard").sum(),
            center=pl.col("value").median(),
            low=pl.col("value").min(),
        )
    )
    return (
        now.join(before, on="scope").join(earlier, on="scope", how="left").with_columns(pl.col("longest").fill_null(0))
    )


def _unlikely(paused: pl.DataFrame) -> pl.DataFrame:
    absent_share = 1 - (pl.col("heard_count") + 0.5) / (pl.col("compared_count") + 1)
    runs = pl.col("run_count")
    chance = pl.min_horizontal((-pl.col("center") * runs).exp(), absent_share.pow(runs))
    return paused.with_columns(chance=chance).filter(
        pl.col("chance") < _CHANCE, runs > pl.col("longest"), pl.col("heard_count") >= FEWEST_RUNS
    )


def _as_candidates(found: pl.DataFrame, name: str, scope_kind: str, total: float) -> pl.DataFrame:
    is_large = pl.col("center") / (total + pl.col("center")) >= _LARGE_SHARE
    return candidates(
        found.with_columns(
            kind=pl.lit("silence"),
            severity=pl.when(is_large).then(pl.lit("critical")).otherwise(pl.lit("warning")),
            scope_kind=pl.lit(scope_kind),
            name=pl.lit(name),
            value=pl.lit(0.0),
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
