"""Every date that a document shows or states, what it is a date of, and which one is the article's.

Own patterns find the dates: general date parsers take "Vostok-2018" for a date and give "March 5" this
year. A date without its year has no value; one whose day and month cannot be told apart has none either,
unless the site's other dates tell.
"""

import polars as pl

from transforms.batch import Batch
from transforms.date_values import ANY_DATE, BARE_DATE, GLUED_MONTH, SHORT_YEAR, STAMP_DATE, UPDATE_LABEL, with_values

# The order in which evidence wins. Not here: `mentioned` and `page_clock`, which never win.
STRENGTH = {"metadata": 0, "published": 1, "dateline": 2, "url": 3, "updated": 4}
# Where the head of a page and the fetch disagree by time zones, the day may be one off.
DAYS_AHEAD = 1
# Visible lines under and over the headline in which its date stands: one further off is another article's.
UNDER_LINES, OVER_LINES, FAR = 14, 8, 2

_IN_URL = r"[/-]((?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01]))(?:[/-]|$)|/((?:19|20)\d{6})(?:[/-]|$)"
# What every one of PATTERNS with a whole year asks for: the year and another number, nothing but a month between.
_MAY_HOLD_DATE = r"\d[\p{L}\s.,/-]+\d{4}|\d{4}\s?[-/.年]"
_UNIVERSAL_TIME = r"[T ]\d\d?:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]00:?00)?$"  # or none that is stated
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


_UNSET = "1970-01-01"  # in seconds since 1970


def _stated(batch: Batch) -> pl.DataFrame:
    """Dates that markup and record fields state; line_no null. A clock that was never set states none."""
    is_stated = pl.col("name").is_in(["published", "modified"]) & ~pl.col("value").str.starts_with(_UNSET)
    facts = batch.facts.filter(is_stated)
    return facts.select(
        "doc",
        line_no=pl.lit(None, pl.Int64),
        role=pl.when(pl.col("name") == "published").then(pl.lit("metadata")).otherwise(pl.lit("updated")),
        reason="origin",
        text="value",
        far=pl.lit(FAR),
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
            far=pl.lit(FAR),
        )
    )


def _in_lines(batch: Batch) -> pl.DataFrame:
    """Dates that stand in lines, by the line's kind; those cut from a body line by what was cut."""
    has_year = pl.col("text").str.contains(r"\d{4}")
    may_hold_date = pl.col("text").str.contains(_MAY_HOLD_DATE)
    columns = ["doc", "line_no", "order", "kind", "reason", "text"]
    stamps = (
        batch.lines.filter(pl.col("kind").is_in(_STAMP_KINDS))
        .select(columns)
        .filter(has_year | pl.col("text").str.contains(SHORT_YEAR))
        .with_columns(pl.col("text").str.replace_all(GLUED_MONTH, "$1 $2"))
        .with_columns(whole=pl.col("text").str.extract_all(STAMP_DATE))
    )
    meant = (
        batch.lines.filter(pl.col("kind").is_in(["page_clock", *_MEANT_KINDS])).select(columns).filter(may_hold_date)
    )
    # The label is not searched for where its words are not: it takes ten times as long as the date.
    is_labelled = meant["text"].str.contains(UPDATE_LABEL)
    others = [
        meant.filter(which).with_columns(whole=pl.col("text").str.extract_all(pattern))
        for which, pattern in ((is_labelled, ANY_DATE), (~is_labelled, BARE_DATE))
    ]
    headlines = batch.lines.filter(pl.col("kind") == "headline").select("doc", headline="order").unique("doc")
    distance = pl.col("order") - pl.col("headline")
    far = pl.when(distance.is_between(0, UNDER_LINES)).then(0).when(distance.is_between(-OVER_LINES, -1)).then(1)
    standing = (
        pl.concat([stamps, *others])
        .explode("whole", empty_as_null=False)
        .sort("doc", "line_no", maintain_order=True)
        .join(headlines, on="doc", how="left", maintain_order="left")
        .select(
            "doc",
            "line_no",
            role=pl.when(pl.col("kind").is_in(_STAMP_KINDS) & pl.col("whole").str.contains(f"^{UPDATE_LABEL}"))
            .then(pl.lit("updated"))
            .otherwise(pl.col("kind").replace_strict(_ROLE_OF_KIND, default="mentioned")),
            reason="reason",
            text=pl.col("whole").str.replace(f"^{UPDATE_LABEL}", ""),
            far=far.otherwise(FAR),
        )
    )
    cut = [
        batch.lines.filter(pl.col(column).is_not_null()).select(
            "doc", "line_no", role=pl.lit(role), reason=pl.lit(reason), text=column, far=pl.lit(FAR)
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
    fetched = pl.min_horizontal(pl.col("fetched_at").dt.date(), pl.col("modified_at").dt.date())
    return (
        batch.documents.select("doc", "fetched_at", "modified_at")
        .join(clocks, on="doc", how="left")
        .select(
            "doc",
            "page_date",
            fetch_bound=fetched + pl.duration(days=DAYS_AHEAD),
            bound=pl.min_horizontal(fetched, "page_date") + pl.duration(days=DAYS_AHEAD),
        )
    )


def _choose(read: pl.DataFrame) -> pl.DataFrame:
    """Number the candidates of each document and mark the one that wins, with the reason of each."""
    strength = (FAR + 1) * pl.col("role").replace_strict(STRENGTH, default=None, return_dtype=pl.Int64) + pl.col("far")
    is_shown = (pl.col("role") == "published") & (pl.col("far") < FAR)
    # A `<time>` may be a teaser's: where a stamp under the headline says otherwise, it is.
    shown = pl.col("value").filter(is_shown).first().over("doc")
    is_teasers = (pl.col("reason") == "time") & (pl.col("value") != shown)
    strength = pl.when(is_teasers).then((FAR + 1) * STRENGTH["published"] + 1).otherwise(strength)
    is_stated = pl.col("role") == "metadata"
    # A page's own clock says nothing against what its markup states.
    bound = pl.when(is_stated).then("fetch_bound").otherwise("bound")
    too_late = (pl.col("value") > bound).fill_null(False)
    # Markup states moments, often in universal time; the day shown under the headline is the publication's own.
    is_moment = is_stated & pl.col("text").str.contains(_UNIVERSAL_TIME)
    moment = pl.col("value").filter(is_moment).first().over("doc")
    shows_moment = (is_shown & (pl.col("value") == moment)).any().over("doc")
    is_shown_day = is_shown & ~shows_moment & ((pl.col("value") - moment).dt.total_days().abs() == 1)
    ranked = read.with_columns(
        date_no=pl.int_range(1, pl.len() + 1).over("doc"),
        too_late=too_late,
        rank=pl.when(pl.col("value").is_not_null() & ~too_late).then(
            pl.when(is_shown_day.fill_null(value=False)).then(-1).otherwise(strength)
        ),
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
    ).drop("too_late", "rank", "best", "problem", "bound", "fetch_bound", "far")
