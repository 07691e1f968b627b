"""The body: which lines may belong to its ends, what the chosen lines are, and what is left over."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.core import INSERTED_KINDS
from transforms.decide import settle
from transforms.measure import LONG_WORDS

SUBHEADING_WORDS = 14
# What a rule takes for these is hardly ever the article's: on unseen sites, of the lines that the model would keep all
# the same, one in six was.
NEVER_OVERRULED = ("comment", "comment_form", "photo_credit", "caption", "source_credit", "extractor_residue")
ABOVE_TEXT = "before_text_opens"  # nor is what stands above the dateline that the text opens with
# Logits from which the model overrules a rule. Below zero, lines are chosen in documents with little of an article;
# about what stands around the headline, and twice, the rules are as often right as a model that is not sure.
SURE_SCORE, SELDOM_SCORE = 0.0, 1.0
SELDOM_OVERRULED = ("standfirst", "kicker", "repeat")
NAVIGATION_WORDS = 4  # an unknown line this short outside the body is a menu's entry
TEASER_WORDS = 25  # a title of another article is no longer
LIST_LINES = 3  # so many lines that are no sentences are a menu or a list of teasers
EDGE_CONFIDENCE, LEFT_CONFIDENCE = 0.7, 0.6


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
    below_body = (pl.col("above") > 0) & (pl.col("below") == 0)
    is_row = pl.when(below_body).then("raw").str.contains(r"[^\t]\t+[^\t]") & ~pl.col("is_prose")
    return replace(
        batch, lines=settle(batch.lines, is_row & below_body, "other_chrome", "table_below_body", EDGE_CONFIDENCE)
    )


def name_lines(batch: Batch) -> Batch:
    """Settle every line: what the model chose is the article's, and what it left has the kind that rules gave it.

    Where a rule knows a line, the model must be sure of it, and of some kinds it never is sure enough. Lines left that
    no rule knows are named by their length and place, or are other chrome.
    """
    least = pl.when(pl.col("kind").is_in(SELDOM_OVERRULED)).then(SELDOM_SCORE).otherwise(SURE_SCORE)
    is_firm = pl.col("kind").is_in(NEVER_OVERRULED) | (pl.col("reason") == ABOVE_TEXT)
    may_overrule = (pl.col("article_score") >= least) & ~is_firm
    chosen = pl.col("is_chosen") & (pl.col("kind").is_null() | may_overrule)
    lines = batch.lines.with_columns(kept=chosen.fill_null(value=False))
    lines = lines.with_columns(
        kind=pl.when("kept").then(_kind_of_kept()).otherwise("kind"),
        reason=pl.when("kept").then(pl.lit("model")).otherwise("reason"),
    )
    lines = _with_lists(lines)
    lines = settle(lines, pl.col("is_listed") & _is_entry(), "navigation", "list_outside_body", LEFT_CONFIDENCE)
    lines = settle(lines, pl.col("is_listed"), "related_link", "list_outside_body", LEFT_CONFIDENCE)
    lines = settle(lines, pl.lit(value=True), "other_chrome", "model", LEFT_CONFIDENCE)
    certainty = pl.when("kept").then("probability").otherwise(1 - pl.col("probability"))
    return replace(batch, lines=lines.with_columns(confidence=certainty.fill_null(1.0)).drop("is_listed"))


def _with_lists(lines: pl.DataFrame) -> pl.DataFrame:
    """Add `is_listed`: whether a line left stands outside the body in a run of lines that are no sentences.

    Menu entries and titles are counted apart: a site's motto among its menu is no list of titles.
    """
    outside = (pl.col("kept").cum_sum().over("doc") == 0) | (pl.col("kept").cum_sum(reverse=True).over("doc") == 0)
    is_title = ~pl.col("is_closed") & (pl.col("words") <= TEASER_WORDS)
    seen = (
        lines.filter(~pl.col("is_blank"))
        .select("doc", "line_no", is_entry=_is_entry(), is_item=outside & is_title & ~pl.col("kept"))
        .with_columns(run=pl.struct("doc", "is_item").rle_id())
        .with_columns(is_listed=pl.col("is_item") & (pl.len().over("run", "is_entry") >= LIST_LINES))
    )
    listed = seen.filter("is_listed").select("doc", "line_no", "is_listed")
    return lines.join(listed, on=["doc", "line_no"], how="left", maintain_order="left").with_columns(
        pl.col("is_listed").fill_null(value=False)
    )


def _is_entry() -> pl.Expr:
    return pl.col("words") <= NAVIGATION_WORDS


def _kind_of_kept() -> pl.Expr:
    """What part of the body a line is, by its markup or its marks."""
    path, text = pl.col("path").fill_null(""), pl.when("kept").then("text")
    is_heading = path.str.contains(r"(?:^|/)h[2-6]$")
    is_item = pl.col("is_bullet") | path.str.contains(r"(?:^|/)li$|/li/p$")
    is_quote = (text.str.contains(_ONE_QUOTATION) & ~text.str.contains(_TOLD)) | path.str.contains("blockquote")
    reads_as_heading = ~text.str.contains(r"[.。:：;,][\"”»’]?$") & pl.col("words").is_between(1, SUBHEADING_WORDS)
    stands_alone = ~pl.col("is_closed") | text.str.contains(r"[?!？！]$")
    return (
        pl.when(is_item)
        .then(pl.lit("list_item"))
        .when(is_quote)
        .then(pl.lit("quote_block"))
        .when(is_heading | (reads_as_heading & stands_alone))
        .then(pl.lit("subheading"))
        .otherwise(pl.lit("body"))
    )


# One quotation from the first character to the last, perhaps with its speaker behind a dash.
_ONE_QUOTATION = r"""^["“„«][^"“”„«»]+["”“»][.!?…]?(?:\s*[–—-]\s*\S.{0,60})?$"""
# A speaker named inside guillemets, between dashes: «…, — said she. — …».
_TOLD = r"[,!?…]\s?—\s"
