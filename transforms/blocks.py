"""Lines under a heading of chrome: what its heading is, they are."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.decide import settle
from transforms.rules import TAIL_WORDS

# A sentence this long ends a list of teasers in mid-article; teasers are titles, and titles are shorter.
TEASER_WORDS = 14
LATE_RATIO = 0.6  # share of the body above a block, from which what looks like paragraphs are its teasers
COVERED_CONFIDENCE = 0.8  # right unless the block ended unseen


def cover_blocks(batch: Batch) -> Batch:
    """Give the lines under a heading of chrome the heading's kind, by the `span` of the rule that found it.

    A `rest` reaches to the end of the document, `close` to the next blank line or sentence. A `block` reaches to
    the next paragraph or, where its items stand close together, to the next blank line; with most of the body
    above it, to the next line that is known. In a page it ends where the markup is that of the body again.
    """
    lines = _cover(batch.lines, "rest", ["doc"], pl.lit(value=False))
    lines = lines.with_columns(paragraph_no=pl.col("is_blank").cast(pl.Int64).cum_sum().over("doc"))
    lines = _cover(lines, "close", ["doc", "paragraph_no"], pl.col("ends_sentence"))
    lines = _cover(_with_block_ends(lines), "block", ["doc"], pl.col("ends_block"))
    return replace(batch, lines=lines.drop("paragraph_no", "ends_block"))


def _starts(span: str) -> pl.Expr:
    return pl.col("span").eq_missing(span)


def _of_heading(value: pl.Expr | str, span: str, groups: list[str]) -> pl.Expr:
    """The value that the nearest heading of this span above has."""
    return pl.when(_starts(span)).then(value).forward_fill().over(groups)


def _cover(lines: pl.DataFrame, span: str, groups: list[str], ends: pl.Expr) -> pl.DataFrame:
    """Settle the lines from each heading of a span to the end of its group or to the first line that ends it."""
    if not lines.select(_starts(span).any()).item():
        return lines
    lines = (
        lines.with_columns(row=pl.int_range(pl.len()), ended=ends.cast(pl.Int64).cum_sum().over("doc"))
        .with_columns(heading=_of_heading("row", span, groups), heading_ended=_of_heading("ended", span, groups))
        .drop("row")
    )
    covered = pl.col("heading").is_not_null() & (pl.col("ended") == pl.col("heading_ended"))
    kind, reason = (pl.col(name).gather(pl.col("heading")) for name in ("kind", "reason"))
    settled = settle(lines, covered, kind, reason, COVERED_CONFIDENCE)
    return settled.drop("ended", "heading", "heading_ended")


def _with_block_ends(lines: pl.DataFrame) -> pl.DataFrame:
    """Add `ends_block`: whether a block that stands open above ends at this line."""
    is_late = (pl.col("above") > 0) & (
        (pl.col("below") <= TAIL_WORDS) | (pl.col("above") >= LATE_RATIO * (pl.col("above") + pl.col("below")))
    )
    next_is_blank = pl.col("is_blank").shift(-1, fill_value=True).over("doc")
    lines = (
        lines.join(_body_paths(lines), on="doc", how="left", maintain_order="left")
        .with_columns(row=pl.int_range(pl.len()), is_late=is_late, is_close=~next_is_blank)
        .with_columns(
            heading=_of_heading("row", "block", ["doc"]),
            follows_heading=_starts("block").shift(1, fill_value=False).over("doc"),
        )
        .with_columns(pl.col("kind", "path", "is_late", "is_close").gather(pl.col("heading")).name.prefix("block_"))
        .drop("row", "is_late", "is_close", "heading")
    )
    is_other = pl.col("kind").is_not_null() & ~pl.col("is_blank") & (pl.col("kind") != pl.col("block_kind"))
    is_paragraph = (pl.col("words") >= TEASER_WORDS) & pl.col("ends_sentence")
    gap_after_items = pl.col("block_is_close") & pl.col("is_blank") & ~pl.col("follows_heading")
    back_in_body = (pl.col("path") == pl.col("body_path")) & (pl.col("block_path") != pl.col("body_path"))
    ends = is_other | (~pl.col("block_is_late") & (is_paragraph | gap_after_items)) | back_in_body
    return lines.with_columns(ends_block=(ends & ~_starts("block")).fill_null(False)).drop(
        "block_kind", "block_path", "block_is_late", "block_is_close", "follows_heading", "body_path"
    )


def _body_paths(lines: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `body_path`: the tag path that most prose of a page's core stands in."""
    prose = lines.filter(pl.col("in_core") & pl.col("is_prose") & pl.col("path").is_not_null())
    sizes = prose.group_by("doc", "path").agg(words=pl.col("words").sum(), first=pl.col("line_no").min())
    return (
        sizes.sort("doc", "words", "first", descending=[False, True, False])
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", body_path="path")
    )
