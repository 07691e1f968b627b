"""Where the article's body is: the run of lines that holds most prose and least chrome."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch

SHORT_LINE_COST = 6  # words: what a line that is not prose takes from the run it stands in
CHROME_COST = 25  # words: what a line takes that is known as chrome
PROSE_CAP = 80  # words: a legal text of one long line must not outweigh an article
# Chrome that editors and extractors put between two paragraphs: the body goes on behind it.
INSERTED_KINDS = ("related_link", "advert", "photo_credit", "caption", "extractor_residue")


def find_body(batch: Batch) -> Batch:
    """Find the core again, now that rules and blocks have told which prose is none of the article's."""
    lines = batch.lines.drop("in_core", "core_start", "core_end", "above", "below")
    known = pl.col("kind").is_not_null() & ~pl.col("is_blank")
    open_prose = pl.when(~pl.col("is_blank")).then(pl.col("kind").is_null() & pl.col("is_prose"))
    lines = lines.with_columns(
        prose_over=open_prose.forward_fill().shift(1, fill_value=False).over("doc"),
        prose_under=open_prose.backward_fill().shift(-1, fill_value=False).over("doc"),
    )
    # One sentence among paragraphs, whatever a rule took it for, does not end the body.
    is_lone_sentence = pl.col("ends_sentence") & pl.col("prose_over") & pl.col("prose_under")
    is_cheap = pl.col("kind").is_in(INSERTED_KINDS) | is_lone_sentence
    cost = pl.when(known & is_cheap).then(SHORT_LINE_COST).when(known).then(CHROME_COST)
    return replace(batch, lines=with_core(lines, cost).drop("prose_over", "prose_under"))


def with_core(lines: pl.DataFrame, cost: pl.Expr) -> pl.DataFrame:
    """Add `in_core`, `core_start`, `core_end`, and `above`, `below`: words of the core's prose over and under a line.

    The core is the contiguous run of lines with the largest sum of words, where prose counts its words, list
    items nothing, and a line with a `cost` takes that: the maximum-sum run, found with two cumulative columns.
    """
    gain = (
        pl.when("is_blank")
        .then(0)
        .when(pl.col("cost").is_not_null())
        .then(-pl.col("cost"))
        .when("is_bullet")
        .then(0)
        .when("is_prose")
        .then(pl.min_horizontal("words", PROSE_CAP))
        .otherwise(-SHORT_LINE_COST)
    )
    runs = (
        lines.select("doc", "line_no", "is_blank", "is_bullet", "is_prose", "words", cost=cost)
        .with_columns(gain=gain)
        .with_columns(total=pl.col("gain").cum_sum().over("doc"))
        .with_columns(before=pl.col("total") - pl.col("gain"))
        .with_columns(base=pl.col("before").cum_min().over("doc"))
        .with_columns(run=pl.col("total") - pl.col("base"))
    )
    # `arg_max` takes the first of equal runs: a core never ends in lines that add nothing.
    ends = runs.group_by("doc", maintain_order=True).agg(
        core_end=pl.col("line_no").get(pl.col("run").arg_max()),
        floor=pl.col("base").get(pl.col("run").arg_max()),
        best=pl.col("run").max(),
    )
    placed = runs.join(ends, on="doc", how="left", maintain_order="left")
    starts = (
        placed.filter((pl.col("before") == pl.col("floor")) & (pl.col("line_no") <= pl.col("core_end")))
        .group_by("doc")
        .agg(core_start=pl.col("line_no").max())
    )
    placed = (
        placed.join(starts, on="doc", how="left", maintain_order="left")
        .with_columns(in_core=pl.col("line_no").is_between("core_start", "core_end") & (pl.col("best") > 0))
        .with_columns(
            core_words=pl.when(pl.col("in_core") & pl.col("is_prose") & pl.col("cost").is_null())
            .then("words")
            .otherwise(0)
        )
        .with_columns(up_to=pl.col("core_words").cum_sum().over("doc"))
        .with_columns(below=pl.col("up_to").last().over("doc") - pl.col("up_to"))
    )
    return lines.with_columns(
        placed["core_start"],
        placed["core_end"],
        placed["in_core"],
        (placed["up_to"] - placed["core_words"]).alias("above"),
        placed["below"],
    )
