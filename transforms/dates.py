"""Every date that a document shows or states, what it is a date of, and which one is the article's.

Own patterns find the dates: general date parsers take "Vostok-2018" for a date and give "March 5" this
year. A date without its year has no value; one whose day and month cannot be told apart has none either,
unless the site's other dates tell.
"""

import polars as pl

from transforms.batch import Batch
from transforms.date_values import ANY_DATE, UPDATE_LABEL, with_values

# The order in which evidence wins. Not here: `mentioned` and `page_clock`, which never win.
STRENGTH = {"metadata": 0, "published": 1, "dateline": 2, "url": 3, "updated": 4}
# Where the head of a page and the fetch disagree by time zones, the day may be one off.
DAYS_AHEAD = 1

_IN_URL = r"[/-]((?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01]))(?:[/-]|$)|/((?:19|20)\d{6})(?:[/-]|$)"
# What a line's kind makes of a date that stands in it.
_ROLE_OF_KIND = {
    "published_stamp": "published",
    "byline": "published",
    "source_credit": "published",
    "page_clock": "page_clock",
}
_STAMP_KINDS = ("published_stamp", "byline", "source_credit")
_MEANT_KINDS = ("body", "subheading", "list_item", "quote_block", "headline", "standfirst", "kicker", "caption")


def article_dates(batch: Batch) -> pl.DataFrame:
    """Return one row per candidate: `doc`, the columns of ArticleDates, and `page_date` of its document."""
    found = pl.concat([_stated(batch), _in_url(batch), _in_lines(batch)])
    sites = batch.documents.select("doc", "site_id").join(batch.known.sites, on="site_id", how="left")
    orders = sites.select("doc", "day_order")
    read = with_values(found.join(orders, on="doc", how="left", maintain_order="left"))
    bounded = read.join(_bounds(batch, read), on="doc", how="left", maintain_order="left")
    return _choose(bounded)


def _stated(batch: Batch) -> pl.DataFrame:
    """Dates that markup and record fields state; line_no null."""
    facts = batch.facts.filter(pl.col("name").is_in(["published", "modified"]))
    return facts.select(
        "doc",
        line_no=pl.lit(None, pl.Int64),
        role=pl.when(pl.col("name") == "published").then(pl.lit("metadata")).otherwise(pl.lit("updated")),
        reason="origin",
        text="value",
    )


def _in_url(batch: Batch) -> pl.DataFrame:
    url = pl.col("page_url").str.extract_groups(_IN_URL)
    return (
        batch.documents.select("doc", text=pl.coalesce(url.struct.field("1"), url.struct.field("2")))
        .filter(pl.col("text").is_not_null())
        .select(
            "doc",
            line_no=pl.lit(None, pl.Int64),
            role=pl.lit("url"),
            reason=pl.lit("url"),
            text=pl.when(pl.col("text").str.len_chars() == 8)
            .then(pl.col("text").str.replace(r"(\d{4})(\d\d)(\d\d)", "$1-$2-$3"))
            .otherwise(pl.col("text").str.replace_all("/", "-")),
        )
    )


def _in_lines(batch: Batch) -> pl.DataFrame:
    """Dates that stand in lines, by the line's kind; those cut from a body line by what was cut."""
    kinds = [*_ROLE_OF_KIND, *_MEANT_KINDS]
    lines = batch.lines.filter(pl.col("text").str.contains(r"\d{4}") & pl.col("kind").is_in(kinds))
    standing = (
        lines.select("doc", "line_no", "kind", "reason", whole=pl.col("text").str.extract_all(ANY_DATE))
        .explode("whole", empty_as_null=False)
        .select(
            "doc",
            "line_no",
            role=pl.when(pl.col("kind").is_in(_STAMP_KINDS) & pl.col("whole").str.contains(f"^{UPDATE_LABEL}"))
            .then(pl.lit("updated"))
            .otherwise(pl.col("kind").replace_strict(_ROLE_OF_KIND, default="mentioned")),
            reason="reason",
            text=pl.col("whole").str.replace(f"^{UPDATE_LABEL}", ""),
        )
    )
    cut = [
        batch.lines.filter(pl.col(column).is_not_null()).select(
            "doc", "line_no", role=pl.lit(role), reason=pl.lit(reason), text=column
        )
        for column, role, reason in (
            ("prefix_date", "published", "date_prefix"),
            ("dateline_day", "dateline", "dateline"),
        )
    ]
    return pl.concat([standing, *cut])


def _bounds(batch: Batch, read: pl.DataFrame) -> pl.DataFrame:
    """`bound`: the last day on which the page can have been published; `page_date`: the day its own clock shows."""
    clocks = (
        read.filter((pl.col("role") == "page_clock") & pl.col("value").is_not_null())
        .group_by("doc", maintain_order=True)
        .agg(page_date=pl.col("value").first())
    )
    return (
        batch.documents.select("doc", "fetched_at", "modified_at")
        .join(clocks, on="doc", how="left")
        .select(
            "doc",
            "page_date",
            bound=pl.min_horizontal(pl.col("fetched_at").dt.date(), pl.col("modified_at").dt.date(), "page_date")
            + pl.duration(days=DAYS_AHEAD),
        )
    )


def _choose(read: pl.DataFrame) -> pl.DataFrame:
    """Number the candidates of each document and mark the one that wins, with the reason of each."""
    strength = pl.col("role").replace_strict(STRENGTH, default=None, return_dtype=pl.Int64)
    too_late = (pl.col("value") > pl.col("bound")).fill_null(False)
    ranked = read.with_columns(
        date_no=pl.int_range(1, pl.len() + 1).over("doc"),
        too_late=too_late,
        rank=pl.when(pl.col("value").is_not_null() & ~too_late).then(strength),
    )
    ranked = ranked.with_columns(best=pl.col("rank").min().over("doc")).with_columns(
        is_winner=(
            (pl.col("rank") == pl.col("best"))
            & (pl.col("date_no") == pl.col("date_no").filter(pl.col("rank") == pl.col("best")).min().over("doc"))
        ).fill_null(False)
    )
    winner_role = pl.col("role").filter("is_winner").first().over("doc")
    return ranked.with_columns(
        reason=pl.when("is_winner")
        .then(pl.format("won: strongest evidence ({})", "reason"))
        .when(pl.col("problem").is_not_null())
        .then(pl.format("lost: {} ({})", "problem", "reason"))
        .when("too_late")
        .then(pl.format("lost: later than the fetch ({})", "reason"))
        .when(pl.col("role") == "page_clock")
        .then(pl.format("lost: the day of the fetch ({})", "reason"))
        .when(pl.col("role") == "mentioned")
        .then(pl.format("lost: only mentioned ({})", "reason"))
        .otherwise(pl.format("lost: {} came first ({})", winner_role, "reason")),
    ).drop("too_late", "rank", "best", "problem", "bound")
