"""Numbers that have moved, and numbers beyond their bounds where there is nothing yet to compare with."""

import polars as pl

from expectations.trends.candidates import candidates
from expectations.trends.usual import POOLED_BASIS, compare
from expectations.trends.watched import Metric

# A move twice as far as is usual may be critical.
_CRITICAL_DISTANCE = 2.0


def moves(numbers: pl.DataFrame, run_id: int, metrics: dict[str, Metric]) -> pl.DataFrame:
    """Return the candidates among all watched numbers of run `run_id`; see `candidates` for the columns.

    `numbers` are those of this run and of earlier ones, made whole.
    """
    based = numbers.with_columns(pl.col("name").str.split(":").list.first().alias("base"))
    found = [candidates()]
    for metric in metrics.values():
        own = based.filter(pl.col("base") == metric.name, pl.col("scope_kind").is_in(metric.scopes)).drop("base")
        if own.is_empty():
            continue
        compared = compare(own, run_id, metric)
        articles = numbers.filter(run_id=run_id, scope_kind="site", name="articles").select("scope", articles="value")
        found += [_moved(_unmixed(compared, articles, metric), metric), _beyond(compared, metric)]
    return pl.concat(found)


def _unmixed(compared: pl.DataFrame, articles: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Leave out numbers of the whole run that only another mix of sites has moved: no site is other than usual.

    What the run would have if every site were as usual is the mean of the sites' usual numbers, weighted by their
    `articles`; a site that is new has its own number.
    """
    if metric.unit not in ("share", "mean", "size"):
        return compared
    sites = compared.filter(scope_kind="site").join(articles, on="scope")
    usual = sites.select(
        pl.col("name"), pl.coalesce("center", "value") * pl.col("articles"), pl.col("articles").alias("weight")
    )
    mixed = usual.group_by("name").agg((pl.col("center").sum() / pl.col("weight").sum()).alias("mixed"))
    reach = pl.max_horizontal(pl.col("high") - pl.col("center"), pl.col("center") - pl.col("low"))
    is_mix = (pl.col("scope_kind") == "run") & ((pl.col("value") - pl.col("mixed")).abs() <= reach)
    return compared.join(mixed, on="name", how="left").filter(~is_mix.fill_null(False)).drop("mixed")


def _moved(compared: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    far = compared.filter(pl.col("distance").abs() > 1)
    moved = (pl.col("value") - pl.col("center")).abs()
    if metric.unit in ("count", "size", "rate"):
        moved = ((pl.col("value") + 1) / (pl.col("center") + 1)).log().abs().exp()
    is_worse = {"down": pl.col("distance") < 0, "up": pl.col("distance") > 0, "both": pl.lit(True)}[metric.worse]
    is_critical = (pl.col("distance").abs() > _CRITICAL_DISTANCE) & is_worse
    is_critical &= moved >= metric.critical if metric.critical is not None else pl.lit(False)
    kind = "staleness" if metric.unit == "days" else "move"
    if metric.unit == "days":
        far = far.filter(pl.col("distance") > 0)
    return candidates(far.with_columns(kind=pl.lit(kind), severity=_severity(is_critical)))


def _beyond(compared: pl.DataFrame, metric: Metric) -> pl.DataFrame:
    """Return numbers beyond their bounds, of scopes with too few runs to compare with and enough documents."""
    young = compared.filter(pl.col("distance").is_null(), pl.col("basis_count") >= POOLED_BASIS)
    low = pl.lit(metric.low, pl.Float64)
    high = pl.lit(metric.high, pl.Float64)
    beyond = young.filter((pl.col("value") < low).fill_null(False) | (pl.col("value") > high).fill_null(False))
    return candidates(
        beyond.with_columns(
            kind=pl.lit("bound"), severity=pl.lit("warning"), low=low, high=high, compared_count=pl.lit(None)
        )
    )


def _severity(is_critical: pl.Expr) -> pl.Expr:
    return pl.when(is_critical).then(pl.lit("critical")).otherwise(pl.lit("warning"))
