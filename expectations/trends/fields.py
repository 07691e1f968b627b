"""Fields of records that are new, or gone."""

import polars as pl

from expectations.trends.candidates import candidates

_PREFIX = "field_ratio:"
# What chance would bring about more often than this is no news.
_CHANCE = 1e-4


def drifted(numbers: pl.DataFrame, run_id: int) -> pl.DataFrame:
    """Return a candidate for each field that a feed's records had and have no more, or never had and have now.

    `numbers` are made whole: a field that is not there has a share of 0. What is rare is given time: a field that one
    record in a thousand has is not gone after a hundred records.
    """
    fields = numbers.filter(pl.col("name").str.starts_with(_PREFIX))
    before = (
        fields.filter(pl.col("run_id") != run_id)
        .group_by("scope", "name")
        .agg(
            pl.len().alias("compared_count"),
            pl.col("basis_count").sum().alias("before_count"),
            (pl.col("value") * pl.col("basis_count")).sum().alias("field_count"),
        )
        .with_columns(center=pl.col("field_count") / pl.col("before_count"))
    )
    both = fields.filter(run_id=run_id).join(before, on=["scope", "name"])
    # One record less than there were: all of three may still be chance.
    before_share = pl.col("field_count") / (pl.col("before_count") + 1)
    share = pl.col("value") * pl.col("basis_count") / (pl.col("basis_count") + 1)
    is_gone = (pl.col("value") == 0) & ((1 - before_share).pow(pl.col("basis_count")) < _CHANCE)
    is_new = (pl.col("center") == 0) & ((1 - share).pow(pl.col("before_count")) < _CHANCE)
    kind = pl.when(is_gone).then(pl.lit("vanished_field")).when(is_new).then(pl.lit("new_field"))
    return candidates(
        both.with_columns(kind=kind)
        .drop_nulls("kind")
        .with_columns(
            severity=pl.lit("warning"), run_count=pl.lit(1), low=pl.col("center"), high=pl.col("center"),
            distance=pl.when(pl.col("value") == 0).then(-2.0).otherwise(2.0),
        )
    )  # fmt: skip
