"""Where the article's body is: the run of lines that holds most prose and least chrome."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch

SHORT_LINE_COST = 6  # words: what a line that is not prose takes from the run it stands in
CHROME_COST = 25  # words: what a line takes that a rule knows as chrome wherever it stands
PROSE_CAP = 80  # words: a legal text of one long line must not outweigh an article


def find_core(batch: Batch, hits: pl.DataFrame) -> Batch:
    """Add `above` and `below`: words of the core's prose over and under each line, and `in_core`.

    The core is the contiguous run of lines with the largest sum of words, where prose counts its words,
    list items nothing, and any other line costs: the maximum-sum run, found with two cumulative columns.
    """
    chrome = hits.filter(pl.col("where") == "any").select("doc", "line_no").unique().with_columns(is_chrome=True)
    lines = batch.lines.join(chrome, on=["doc", "line_no"], how="left", maintain_order="left").with_columns(
        pl.col("is_chrome").fill_null(False)
    )
    gain = (
        pl.when(pl.col("is_blank"))
        .then(0)
        .when("is_chrome")
        .then(-CHROME_COST)
        .when("is_bullet")
        .then(0)
        .when("is_prose")
        .then(pl.min_horizontal("words", PROSE_CAP))
        .otherwise(-SHORT_LINE_COST)
    )
    lines = (
        lines.with_columns(gain=gain)
        .with_columns(total=pl.col("gain").cum_sum().over("doc"))
        .with_columns(base=(pl.col("total") - pl.col("gain")).cum_min().over("doc"))
        .with_columns(run=pl.col("total") - pl.col("base"))
        .with_columns(best=pl.col("run").max().over("doc"))
        .with_columns(core_end=pl.col("line_no").filter(pl.col("run") == pl.col("best")).min().over("doc"))
        .with_columns(floor=pl.col("base").filter(pl.col("line_no") == pl.col("core_end")).first().over("doc"))
        .with_columns(
            core_start=pl.col("line_no")
            .filter((pl.col("total") - pl.col("gain") == pl.col("floor")) & (pl.col("line_no") <= pl.col("core_end")))
            .max()
            .over("doc")
        )
        .with_columns(
            in_core=pl.col("line_no").is_between(pl.col("core_start"), pl.col("core_end")) & (pl.col("best") > 0)
        )
    )
    core_words = pl.when(pl.col("in_core") & pl.col("is_prose") & ~pl.col("is_chrome")).then("words").otherwise(0)
    lines = (
        lines.with_columns(core_words=core_words)
        .with_columns(
            above=pl.col("core_words").cum_sum().over("doc") - pl.col("core_words"),
            total_words=pl.col("core_words").sum().over("doc"),
        )
        .with_columns(below=pl.col("total_words") - pl.col("above") - pl.col("core_words"))
        .drop("gain", "total", "base", "run", "best", "floor", "total_words")
    )
    return replace(batch, lines=lines)
