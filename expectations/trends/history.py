"""The numbers of earlier runs, made whole: what a run does not mention was not there, and counts as none."""

from pathlib import Path

import polars as pl

from warehouse.connection import attach_last
from warehouse.ddl import connect

# The last runs that a number is compared with, and before them those that a small site needs to be judged by.
COMPARED_RUNS, POOLED_RUNS = 20, 10

KEY = ["scope_kind", "scope", "name"]
_SQL = Path(__file__).with_name("history.sql")

# What is measured only where there is any, and the metric of the same scope that is always there.
_BASES = {"articles_ratio:": "articles", "dropped_ratio:": "dropped_ratio", "field_ratio:": "documents"}


def read_history(last: Path | None) -> pl.DataFrame:
    """Return the numbers of the last good runs: `run_id`, `started_at` and the columns of `metrics`."""
    with connect() as con:
        attach_last(con, last)
        return con.execute(_SQL.read_text(encoding="utf-8"), {"run_count": COMPARED_RUNS + POOLED_RUNS}).pl()


def whole(numbers: pl.DataFrame) -> pl.DataFrame:
    """Add the zeros: the share of a kind, a language or a field in the runs that have none.

    `numbers` has `run_id`, `started_at`, KEY, `value` and `basis_count`, of earlier runs and of this one.
    """
    added = [numbers]
    for prefix, base in _BASES.items():
        seen = numbers.filter(pl.col("name").str.starts_with(prefix)).select(KEY).unique()
        runs = numbers.filter(name=base).select("run_id", "started_at", "scope_kind", "scope", "basis_count")
        grid = seen.join(runs, on=["scope_kind", "scope"])
        zeros = grid.join(numbers, on=["run_id", *KEY], how="anti").with_columns(value=pl.lit(0.0))
        added.append(zeros.select(numbers.columns))
    return pl.concat(added)


def counted(numbers: pl.DataFrame, name: str, scope_kind: str) -> pl.DataFrame:
    """Return one count of every scope in every run since the scope was first seen, 0 where there was none.

    Columns `run_id`, `scope`, `value`.
    """
    runs = numbers.select("run_id").unique()
    there = numbers.filter(name=name, scope_kind=scope_kind).select("run_id", "scope", "value")
    first = there.group_by("scope").agg(pl.col("run_id").min().alias("first"))
    grid = first.join(runs, how="cross").filter(pl.col("run_id") >= pl.col("first")).drop("first")
    return grid.join(there, on=["run_id", "scope"], how="left").with_columns(pl.col("value").fill_null(0.0))


def brought_by(numbers: pl.DataFrame) -> dict[str, frozenset[str]]:
    """Return, for each site, the feeds that brought at least half of its articles."""
    brought = (
        numbers.filter(pl.col("name").str.starts_with("articles:"))
        .group_by("scope", pl.col("name").str.strip_prefix("articles:").alias("site"))
        .agg(pl.col("value").sum())
        .filter(pl.col("value") >= pl.col("value").sum().over("site") / 2)
        .group_by("site")
        .agg("scope")
    )
    return {site: frozenset(feeds) for site, feeds in brought.iter_rows()}
