"""What each line is: rules first, then what many pages of the site share."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.core import CHROME_COST, with_core
from transforms.measure import LONG_WORDS, folded
from transforms.misfires import without_misfires
from transforms.rules import PLACES, match_rules, stands
from transforms.vocabulary import filled

TEMPLATE_CONFIDENCE = 0.8
_TITLE_MARK = r"\s+[|–—-]\s+|\s+[»›·:]\s+"  # what stands between a page's title and the site's name
SECTION_NAME = filled("(?i)^(?:<<section>>|<<menu>>)$")


def settle(
    lines: pl.DataFrame, when: pl.Expr, kind: str | pl.Expr, reason: str | pl.Expr, confidence: float
) -> pl.DataFrame:
    """Give lines that have no kind yet, and for which `when` holds, their kind, reason and confidence."""
    open_and_fits = lines.select(pl.col("kind").is_null() & when).to_series()
    if not open_and_fits.any():
        return lines
    kind_expr = pl.lit(kind) if isinstance(kind, str) else kind
    reason_expr = pl.lit(reason) if isinstance(reason, str) else reason
    return lines.with_columns(
        kind=pl.when(open_and_fits).then(kind_expr).otherwise("kind"),
        reason=pl.when(open_and_fits).then(reason_expr).otherwise("reason"),
        confidence=pl.when(open_and_fits).then(pl.lit(confidence)).otherwise("confidence"),
    )


def fire_rules(batch: Batch) -> Batch:
    """Decide the lines that a rule knows: `kind`, `reason`, `confidence`, and `span` of what follows.

    Where a line stands is judged by a first core, in which a line costs that some rule knows anywhere.
    """
    anywhere = without_misfires(match_rules(batch.lines, "any"), batch.lines)
    known = anywhere.select("doc", "line_no").unique().with_columns(is_known=True)
    marked = batch.lines.join(known, on=["doc", "line_no"], how="left", maintain_order="left")
    placed = with_core(marked, pl.when("is_known").then(CHROME_COST)).drop("is_known")
    hits = [anywhere, *(match_rules(placed.filter(stands(place)), place) for place in PLACES)]
    fired = (
        without_misfires(pl.concat(hits), placed)
        .sort("doc", "line_no", "rule")
        .unique(["doc", "line_no"], keep="first", maintain_order=True)
        .drop("rule")
    )
    lines = placed.join(fired, on=["doc", "line_no"], how="left", maintain_order="left")
    return replace(batch, lines=settle(lines, pl.col("is_blank"), "blank", "blank", 1.0))


def mark_templates(batch: Batch) -> Batch:
    """Lines that many pages of their site share are chrome, unless they are a paragraph or the stated title."""
    if batch.known.templates.is_empty():
        return replace(batch, lines=batch.lines.with_columns(is_template=pl.lit(value=False)))
    shared = batch.known.templates.select("site_id", "text").with_columns(is_template=True)
    lines = (
        batch.lines.join(batch.documents.select("doc", "site_id"), on="doc", how="left", maintain_order="left")
        .join(shared, on=["site_id", "text"], how="left", maintain_order="left")
        .join(_stated_titles(batch.facts), on=["doc", "folded"], how="left", maintain_order="left")
        .with_columns(pl.col("is_template").fill_null(False))
    )
    is_inner_prose = pl.col("in_core") & pl.col("is_prose") & (pl.col("below") > LONG_WORDS)
    is_menu_entry = (pl.col("above") == 0) & pl.col("text").str.contains(SECTION_NAME)
    kind = pl.when(is_menu_entry).then(pl.lit("navigation")).otherwise(pl.lit("site_template"))
    is_shared = pl.col("is_template") & ~is_inner_prose & pl.col("is_title").is_null()
    lines = settle(lines, is_shared, kind, "repeated_on_site", TEMPLATE_CONFIDENCE)
    return replace(batch, lines=lines.drop("site_id", "is_title"))


def longest_part(title: pl.Expr) -> pl.Expr:
    """What is left of a page's title without the site's name: the longest of its parts."""
    parts = title.str.replace_all(_TITLE_MARK, "\n").str.split("\n")
    return parts.list.get(parts.list.eval(pl.element().str.len_chars()).list.arg_max())


def _stated_titles(facts: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `folded`, `is_title`: the titles that page or record state, whole and without the site's name."""
    stated = facts.filter(pl.col("name").is_in(["title", "page_title"]))
    titles = pl.concat([stated.select("doc", title="value"), stated.select("doc", title=longest_part(pl.col("value")))])
    return titles.select("doc", folded=folded(pl.col("title")), is_title=pl.lit(value=True)).unique()
