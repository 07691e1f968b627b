"""What is usual for a number: the median of the last good runs, and how far chance alone may carry it from there.

The spread is that of the runs (median absolute deviation) and that of counting: of ten articles one without a title
is no news, of a thousand a hundred are. Sizes and counts are compared by their factors, in logarithms.
"""

from collections.abc import Callable
from math import log

import polars as pl

from expectations.trends.history import COMPARED_RUNS, KEY, POOLED_RUNS
from expectations.trends.watched import Metric

# With fewer runs than these there is no spread to speak of, and fixed bounds hold.
FEWEST_RUNS = 5
# Shares of fewer are pooled with those of the runs before.
POOLED_BASIS = 20
# How many spreads are unusual: so that chance alone brings less than one false alarm in 25,000 numbers; more while the
# runs are few.
_SPREADS, _FEW_RUNS = 4.5, 3.0
_MAD_TO_SIGMA = 1.4826
# What the shares of single pages, the sizes of single articles and the speeds of single runs spread by.
_MEAN_SIGMA, _LOG_SIZE_SIGMA, _LOG_RATE_SIGMA, _DAYS_SIGMA = 0.25, 0.8, 0.3, 1.0
# Fewer documents than these are a few odd ones, whatever their share.
_FEWEST_ODD = 5

_LOGARITHMIC = frozenset({"count", "size", "rate"})


def compare(numbers: pl.DataFrame, run_id: int, metric: Metric) -> pl.DataFrame:
    """Return the numbers of run `run_id` for one metric beside what is usual.

    `numbers` are those of the metric, of this run and of earlier ones. One row for each scope of this run: KEY,
    `value` and `basis_count` (pooled over `run_count` runs where one has too few), `compared_count` runs before these,
    `center`, `low` and `high` of what is usual (null with fewer than FEWEST_RUNS), and `distance`: how far off the
    value is, 1 at the edge of what is usual, negative below it.
    """
    newest = numbers.sort("run_id", descending=True).with_columns(
        pl.col("run_id").cum_count().over(KEY).alias("age"),
        (pl.col("basis_count").cum_sum() - pl.col("basis_count")).over(KEY).alias("newer_basis"),
    )
    if metric.unit == "share":
        is_now = (pl.col("newer_basis") < POOLED_BASIS) & (pl.col("age") <= POOLED_RUNS)
    else:
        is_now = pl.col("age") == 1
    here = newest.filter(run_id=run_id).select(KEY)
    now = (
        newest.filter(is_now)
        .join(here, on=KEY, how="semi")
        .group_by(KEY)
        .agg(_pooled().alias("value"), pl.col("basis_count").sum(), pl.len().alias("run_count"))
    )
    before = (
        newest.filter(~is_now).sort("run_id", descending=True).group_by(KEY, maintain_order=True).head(COMPARED_RUNS)
    )
    scale = _scale(metric)
    usual = before.group_by(KEY).agg(
        pl.len().alias("compared_count"),
        scale(pl.col("value")).median().alias("center"),
        (scale(pl.col("value")) - scale(pl.col("value")).median()).abs().median().alias("mad"),
        pl.col("basis_count").sum().alias("before_basis"),
        (pl.col("value") * pl.col("basis_count")).sum().alias("before_odd"),
    )
    found = now.join(usual, on=KEY, how="left").with_columns(pl.col("compared_count").fill_null(0))
    return _judged(found, metric)


def _judged(found: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    scale, unscale = _scale(metric), _unscale(metric)
    runs = pl.col("compared_count")
    of_runs = pl.col("mad").mul(_MAD_TO_SIGMA).pow(2) - _counting_variance(metric, pl.col("before_basis") / runs)
    spread = (of_runs.clip(0) + _counting_variance(metric, pl.col("basis_count"))).sqrt()
    reach = pl.max_horizontal(spread * (_SPREADS * (1 + _FEW_RUNS / runs)), pl.lit(_smallest(metric)))
    if metric.unit == "share":
        reach = pl.max_horizontal(reach, _FEWEST_ODD / pl.col("basis_count"))
    enough = runs >= FEWEST_RUNS
    return (
        found.with_columns(reach=pl.when(enough).then(reach))
        .with_columns(
            distance=(scale(pl.col("value")) - pl.col("center")) / pl.col("reach"),
            low=unscale(pl.col("center") - pl.col("reach")),
            high=unscale(pl.col("center") + pl.col("reach")),
            center=unscale(pl.col("center")),
        )
        .with_columns(_bounded("low", metric), _bounded("high", metric))
        .drop("mad", "before_basis", "before_odd", "reach")
    )


def _pooled() -> pl.Expr:
    """Weigh each run by its documents; a single run is its own mean."""
    weighted = (pl.col("value") * pl.col("basis_count")).sum() / pl.col("basis_count").sum()
    return pl.when(pl.col("basis_count").sum() > 0).then(weighted).otherwise(pl.col("value").mean())


def _counting_variance(metric: Metric, counted: pl.Expr) -> pl.Expr:
    """Return what counting alone spreads a number by, squared, on the metric's scale, where so many are counted."""
    basis = pl.max_horizontal(counted, pl.lit(1))
    match metric.unit:
        case "share":
            # Of all that came before, not of the median run: what is rare is missing from most runs.
            share = (pl.col("before_odd") + 0.5) / (pl.col("before_basis") + 1)
            return (basis * share * (1 - share) + 1) / basis.pow(2)
        case "mean":
            return _MEAN_SIGMA**2 / basis
        case "count":
            return 1 / pl.col("center").exp()
        case "size":
            return _LOG_SIZE_SIGMA**2 / basis
        case "rate":
            return pl.lit(_LOG_RATE_SIGMA**2)
        case "days":
            return pl.lit(_DAYS_SIGMA**2)


def _smallest(metric: Metric) -> float:
    """Return the smallest move worth a word, on the metric's scale."""
    return log(metric.change) if metric.unit in _LOGARITHMIC else metric.change


def _scale(metric: Metric) -> Callable[[pl.Expr], pl.Expr]:
    if metric.unit in _LOGARITHMIC:
        return lambda value: (value + 1).log()
    return lambda value: value


def _unscale(metric: Metric) -> Callable[[pl.Expr], pl.Expr]:
    if metric.unit in _LOGARITHMIC:
        return lambda value: value.exp() - 1
    return lambda value: value


def _bounded(column: str, metric: Metric) -> pl.Expr:
    """Keep an edge where the number can be: a share ends at 1, nothing is less than none."""
    return pl.col(column).clip(0.0, 1.0 if metric.unit in ("share", "mean") else None)
