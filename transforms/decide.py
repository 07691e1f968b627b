"""What each line is: rules first, then what stands under a heading, then what many pages of the site share."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.core import find_core
from transforms.measure import LONG_WORDS
from transforms.rules import LATE_RATIO, match_rules, may_fire

# A sentence this long ends a list of teasers in mid-article; teasers are titles, and titles are shorter.
TEASER_WORDS = 14
TEMPLATE_CONFIDENCE = 0.8
COVERED_CONFIDENCE = 0.8  # lines under a heading of chrome: right unless the block ended unseen


def settle(
    lines: pl.DataFrame, when: pl.Expr, kind: str | pl.Expr, reason: str | pl.Expr, confidence: float
) -> pl.DataFrame:
    """Give lines that have no kind yet, and for which `when` holds, their kind, reason and confidence."""
    open_and_fits = pl.col("kind").is_null() & when
    kind_expr = pl.lit(kind) if isinstance(kind, str) else kind
    reason_expr = pl.lit(reason) if isinstance(reason, str) else reason
    return lines.with_columns(
        kind=pl.when(open_and_fits).then(kind_expr).otherwise("kind"),
        reason=pl.when(open_and_fits).then(reason_expr).otherwise("reason"),
        confidence=pl.when(open_and_fits).then(pl.lit(confidence)).otherwise("confidence"),
    )


def fire_rules(batch: Batch) -> Batch:
    """Decide the lines that a rule knows: `kind`, `reason`, `confidence`, and `span` of what follows."""
    hits = match_rules(batch.lines)
    placed = find_core(batch, hits).lines
    fired = (
        hits.join(placed.select("doc", "line_no", "above", "below"), on=["doc", "line_no"])
        .filter(may_fire(pl.col("where"), pl.col("above"), pl.col("below")))
        .sort("doc", "line_no", "rule")
        .unique(["doc", "line_no"], keep="first", maintain_order=True)
        .select("doc", "line_no", "kind", "reason", "confidence", "span")
    )
    lines = placed.join(fired, on=["doc", "line_no"], how="left", maintain_order="left")
    return replace(batch, lines=settle(lines, pl.col("is_blank"), "blank", "blank", 1.0))


def cover_blocks(batch: Batch) -> Batch:
    """Give the lines under a heading of chrome the heading's kind.

    A `rest` reaches to the end of the document, `close` to the next blank line. A `block` reaches to the next paragraph or, where its
    items stand close together, to the next blank line; with most of the body above it, to the next line
    that a rule knows.
    """
    lines = batch.lines.with_columns(
        starts_rest=pl.col("span").eq("rest").fill_null(False),
        starts_block=pl.col("span").eq("block").fill_null(False),
    )
    lines = lines.with_columns(
        rest_kind=pl.when("starts_rest").then("kind").forward_fill().over("doc"),
        rest_reason=pl.when("starts_rest").then("reason").forward_fill().over("doc"),
    )
    lines = settle(
        lines, pl.col("rest_kind").is_not_null(), pl.col("rest_kind"), pl.col("rest_reason"), COVERED_CONFIDENCE
    )
    starts_close = pl.col("span").eq("close").fill_null(False)
    paragraph_no = pl.col("is_blank").cast(pl.Int64).cum_sum().over("doc")
    lines = lines.with_columns(paragraph_no=paragraph_no).with_columns(
        close_kind=pl.when(starts_close).then("kind").forward_fill().over("doc", "paragraph_no"),
        close_reason=pl.when(starts_close).then("reason").forward_fill().over("doc", "paragraph_no"),
    )
    lines = settle(
        lines, pl.col("close_kind").is_not_null(), pl.col("close_kind"), pl.col("close_reason"), COVERED_CONFIDENCE
    )
    known = pl.col("kind").is_not_null() & ~pl.col("is_blank")
    is_late = pl.col("above") >= LATE_RATIO * (pl.col("above") + pl.col("below"))
    paragraph = (pl.col("words") >= TEASER_WORDS) & pl.col("ends_sentence")
    follows_heading = pl.col("starts_block").shift(1, fill_value=False).over("doc")
    lines = lines.with_columns(
        block_kind=pl.when("starts_block").then("kind").forward_fill().over("doc"),
        block_reason=pl.when("starts_block").then("reason").forward_fill().over("doc"),
        block_is_late=pl.when("starts_block").then(is_late & (pl.col("above") > 0)).forward_fill().over("doc"),
        block_is_close=pl.when("starts_block")
        .then(~pl.col("is_blank").shift(-1, fill_value=True).over("doc"))
        .forward_fill()
        .over("doc"),
    )
    other = known & ~pl.col("starts_block") & (pl.col("kind") != pl.col("block_kind"))
    early_break = ~pl.col("block_is_late") & (
        paragraph | (pl.col("block_is_close") & pl.col("is_blank") & ~follows_heading)
    )
    lines = lines.with_columns(ends_block=(other | early_break).fill_null(False))
    lines = lines.with_columns(ended=pl.col("ends_block").cast(pl.Int64).cum_sum().over("doc"))
    lines = lines.with_columns(
        ended_before=pl.when("starts_block").then("ended").forward_fill().over("doc"),
    )
    covered = pl.col("block_kind").is_not_null() & (pl.col("ended") == pl.col("ended_before"))
    lines = settle(lines, covered, pl.col("block_kind"), pl.col("block_reason"), COVERED_CONFIDENCE)
    return replace(
        batch,
        lines=lines.select(
            pl.exclude("^(?:rest|close|block)_.*|starts_.*|ends_block|ended|ended_before|paragraph_no$")
        ),
    )


def mark_templates(batch: Batch) -> Batch:
    """Lines that many pages of their site share are chrome, unless they read like a paragraph of the body."""
    shared = batch.templates.select("site_id", "text").with_columns(is_template=True)
    lines = (
        batch.lines.join(batch.documents.select("doc", "site_id"), on="doc", how="left", maintain_order="left")
        .join(shared, on=["site_id", "text"], how="left", maintain_order="left")
        .with_columns(pl.col("is_template").fill_null(False))
    )
    is_inner_prose = pl.col("in_core") & pl.col("is_prose") & (pl.col("below") > LONG_WORDS)
    return replace(
        batch,
        lines=settle(
            lines, pl.col("is_template") & ~is_inner_prose, "site_template", "repeated_on_site", TEMPLATE_CONFIDENCE
        ).drop("site_id"),
    )
