"""The body: its last and first short sentences, its sub-headings, lists and quotations; and what is left over."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.core import INSERTED_KINDS
from transforms.decide import settle
from transforms.measure import LONG_WORDS

BODY_KINDS = ("body", "subheading", "list_item", "quote_block")
SUBHEADING_WORDS = 14
NAVIGATION_WORDS = 4  # an unknown line this short over the headline is a menu's entry
PROSE_CONFIDENCE, SHORT_CONFIDENCE, EDGE_CONFIDENCE, LEFT_CONFIDENCE = 0.95, 0.8, 0.7, 0.6


def widen_core(batch: Batch) -> Batch:
    """Let the core take in the unknown lines at its ends that read as sentences or list items.

    The core is chosen by its long lines; a body's last paragraph is often short.
    """
    fits = pl.col("kind").is_null() & (pl.col("is_closed") | pl.col("is_bullet") | (pl.col("words") >= LONG_WORDS))
    ends = batch.lines.filter(pl.col("line_no") == pl.col("core_end")).select("doc", end_path="path")
    lines = batch.lines.join(ends, on="doc", how="left", maintain_order="left")
    # In a page the path tells that the body goes on behind a block of links; in a text nothing does, but a sentence
    # behind a single inserted line.
    fits &= pl.col("path").is_null() | (pl.col("path") == pl.col("end_path")) | pl.col("is_bullet")
    is_single = pl.col("span").is_in(["line", "close"])
    is_inserted = pl.col("kind").is_in(INSERTED_KINDS) & (pl.col("path").is_not_null() | is_single)
    stops = (~pl.col("is_blank") & ~fits & ~is_inserted.fill_null(value=False) & ~pl.col("in_core")).cast(pl.Int64)
    lines = lines.with_columns(
        stops_below=(stops * (pl.col("line_no") > pl.col("core_end"))).cum_sum().over("doc"),
        stops_above=(stops * (pl.col("line_no") < pl.col("core_start"))).cum_sum(reverse=True).over("doc"),
    )
    has_core = pl.col("in_core").any().over("doc")
    over_headline = pl.col("line_no") < pl.col("headline_no").fill_null(0)
    joins_below = (pl.col("line_no") > pl.col("core_end")) & (pl.col("stops_below") == 0)
    joins_above = (pl.col("line_no") < pl.col("core_start")) & (pl.col("stops_above") == 0) & ~over_headline
    lines = lines.with_columns(at_edge=has_core & fits & (joins_below | joins_above))
    return replace(batch, lines=lines.drop("stops_below", "stops_above", "end_path"))


def name_tables(batch: Batch) -> Batch:
    """Settle rows of a table under the last paragraph: exchange rates, scores, opening times."""
    is_row = pl.col("raw").str.contains(r"[^\t]\t+[^\t]") & ~pl.col("is_prose")
    below_body = (pl.col("above") > 0) & (pl.col("below") == 0)
    return replace(
        batch, lines=settle(batch.lines, is_row & below_body, "other_chrome", "table_below_body", EDGE_CONFIDENCE)
    )


def name_body(batch: Batch) -> Batch:
    """Settle every line of the core that no rule took, then everything else, so that each line has a kind.

    A document without any prose keeps its unknown lines as body: too little is better kept than lost.
    """
    # What rules took of the core may be all of it.
    has_body = ((pl.col("in_core") | pl.col("at_edge")) & pl.col("kind").is_null()).any().over("doc")
    lines = batch.lines.with_columns(has_body=has_body)
    path = pl.col("path").fill_null("")
    before_headline = pl.col("line_no") < pl.col("headline_no").fill_null(0)
    inside = (pl.col("in_core") | ~pl.col("has_body")) & ~before_headline
    is_heading = path.str.contains(r"(?:^|/)h[2-6]$")
    is_item = pl.col("is_bullet") | path.str.contains(r"(?:^|/)li$|/li/p$")
    is_quote = (pl.col("text").str.contains(_ONE_QUOTATION) & ~pl.col("text").str.contains(_TOLD)) | path.str.contains(
        "blockquote"
    )
    reads_as_heading = ~pl.col("text").str.contains(r"[.。:：;,][\"”»’]?$") & pl.col("words").is_between(
        1, SUBHEADING_WORDS
    )
    stands_alone = ~pl.col("is_closed") | pl.col("text").str.contains(r"[?!？！]$")
    lines = settle(lines, inside & is_item, "list_item", "list_item", SHORT_CONFIDENCE)
    lines = settle(lines, inside & is_quote, "quote_block", "quotation", SHORT_CONFIDENCE)
    lines = settle(
        lines,
        inside & (is_heading | (reads_as_heading & stands_alone)),
        "subheading",
        "short_line_in_body",
        SHORT_CONFIDENCE,
    )
    lines = settle(lines, inside & pl.col("is_prose"), "body", "prose", PROSE_CONFIDENCE)
    lines = settle(lines, inside, "body", "inside_body", SHORT_CONFIDENCE)
    lines = settle(lines, pl.col("at_edge") & is_item, "list_item", "list_item", EDGE_CONFIDENCE)
    lines = settle(
        lines, pl.col("at_edge") & reads_as_heading & stands_alone, "subheading", "short_line_in_body", EDGE_CONFIDENCE
    )
    lines = settle(lines, pl.col("at_edge"), "body", "edge_of_body", EDGE_CONFIDENCE)
    lines = settle(
        lines,
        before_headline & (pl.col("words") <= NAVIGATION_WORDS),
        "navigation",
        "short_over_headline",
        LEFT_CONFIDENCE,
    )
    lines = settle(lines, pl.lit(value=True), "other_chrome", "outside_body", LEFT_CONFIDENCE)
    return replace(batch, lines=lines.with_columns(kept=pl.col("kind").is_in(BODY_KINDS)).drop("has_body"))


# One quotation from the first character to the last, perhaps with its speaker behind a dash.
_ONE_QUOTATION = r"""^["“„«][^"“”„«»]+["”“»][.!?…]?(?:\s*[–—-]\s*\S.{0,60})?$"""
# A speaker named inside guillemets, between dashes: «…, — said she. — …».
_TOLD = r"[,!?…]\s?—\s"
