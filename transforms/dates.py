"""Every date that a document shows or states, what it is a date of, and which one is the article's.

Own patterns find the dates: general date parsers take "Vostok-2018" for a date and give "March 5" this
year. A date without its year has no value; one whose day and month cannot be told apart has none either,
unless the site's other dates tell.
"""

import re
from functools import cache

import polars as pl
from babel import Locale
from babel.dates import get_month_names

from transforms.batch import Batch

LANGUAGES = ("en", "de", "fr", "es", "ru", "uk", "it", "pt", "nl", "pl")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2099
# The order in which evidence wins. Not here: `mentioned` and `page_clock`, which never win.
STRENGTH = {"metadata": 0, "published": 1, "dateline": 2, "url": 3, "updated": 4}
# Where the head of a page and the fetch disagree by time zones, the day may be one off.
DAYS_AHEAD = 1

_MONTH_WORD = r"(?P<month>\p{L}{3,10})\.?"
UPDATE_LABEL = (
    r"(?i:(?:last )?updated?|modified|edited|revised|aktualisiert|geändert|stand|mis à jour|modifié|actualizado|"
    r"обновлено|更新(?:时间)?)[^\d]{0,25}"
)
_CLOCK = r"(?:[T ,|–-]+(?:at |um |à |a las |в )?\d{1,2}[:.h]\d{2})?"
# Year-first forms, day or month first forms, spelled months; every form has its year.
PATTERNS = (
    r"(?P<year>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})",
    r"(?P<year>\d{4})[/.](?P<m>\d{1,2})[/.](?P<d>\d{1,2})",
    r"(?P<year>\d{4})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
    r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<year>\d{4})",
    r"(?P<first>\d{1,2})[/-](?P<second>\d{1,2})[/-](?P<year>\d{4})",
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?\s+(?:of\s+|de\s+)?{_MONTH_WORD},?\s+(?:de\s+)?(?P<year>\d{{4}})",
    rf"{_MONTH_WORD}\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})",
)
_PARTS = ("year", "m", "d", "month", "first", "second")
_UNNAMED = "|".join(re.sub(r"\?P<\w+>", "?:", pattern) for pattern in PATTERNS)
# One date in a line, with a label of update before it and a time of day behind it.
ANY_DATE = f"(?:{UPDATE_LABEL})?(?:{_UNNAMED}){_CLOCK}"
_IN_URL = r"[/-]((?:19|20)\d\d[/-](?:0?[1-9]|1[0-2])[/-](?:0?[1-9]|[12]\d|3[01]))(?:[/-]|$)|/((?:19|20)\d{6})(?:[/-]|$)"
# What a line's kind makes of a date that stands in it.
_ROLE_OF_KIND = {
    "published_stamp": "published",
    "byline": "published",
    "page_clock": "page_clock",
    "dateline": "dateline",
}
_STAMP_KINDS = ("published_stamp", "byline")
_MEANT_KINDS = ("body", "subheading", "list_item", "quote_block", "headline", "standfirst", "kicker", "caption")

CANDIDATE_SCHEMA = pl.Schema(
    {"doc": pl.UInt32, "line_no": pl.Int64, "role": pl.String, "reason": pl.String, "text": pl.String}
)


@cache
def month_numbers() -> dict[str, int]:
    """Month names and abbreviations of LANGUAGES, lower case, from the CLDR: name to number."""
    numbers: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, Locale(language)).items():
                    numbers.setdefault(name.lower().rstrip("."), number)
    return numbers | {"sept": 9, "mrz": 3}


def article_dates(batch: Batch) -> pl.DataFrame:
    """Return one row per candidate: `doc`, the columns of ArticleDates, and `page_date` of its document."""
    found = pl.concat([_stated(batch), _in_url(batch), _in_lines(batch)])
    read = _read(found, batch)
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


def _read(found: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add `value`, `precision` and, where there is no value, `problem`."""
    sites = batch.documents.select("doc", "site_id").join(batch.day_orders, on="site_id", how="left")
    parts = pl.coalesce(*(_groups(pl.col("text"), pattern) for pattern in PATTERNS))
    read = (
        found.with_columns(pl.col("text").str.strip_chars())
        .filter(pl.col("text") != "")
        .join(sites.select("doc", "day_order"), on="doc", how="left", maintain_order="left")
        .with_columns(parts.alias("parts"))
        .unnest("parts")
    )
    first, second = pl.col("first").cast(pl.Int64), pl.col("second").cast(pl.Int64)
    is_day_first = (
        pl.when((first > 12) | (first == second))
        .then(True)
        .when(second > 12)
        .then(False)
        .otherwise(pl.col("day_order") == "day_first")
    )
    month = pl.coalesce(
        pl.col("m").cast(pl.Int64),
        pl.col("month").str.to_lowercase().replace_strict(month_numbers(), default=None, return_dtype=pl.Int64),
        pl.when(is_day_first).then(second).otherwise(pl.when(~is_day_first).then(first)),
    )
    day = pl.coalesce(
        pl.col("d").cast(pl.Int64), pl.when(is_day_first).then(first).otherwise(pl.when(~is_day_first).then(second))
    )
    value = pl.format("{}-{}-{}", pl.col("year"), month.cast(pl.String), day.cast(pl.String)).str.to_date(
        "%Y-%m-%d", strict=False
    )
    has_clock = pl.col("text").str.contains(r"\d[T ,|–-]+(?:\D{0,5})\d{1,2}[:.h]\d{2}")
    return read.with_columns(value=value).with_columns(
        value=pl.when(pl.col("value").dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR)).then("value"),
    ).select(
        *CANDIDATE_SCHEMA.names(),
        "value",
        precision=pl.when(pl.col("value").is_null())
        .then(pl.lit("unknown"))
        .when(has_clock)
        .then(pl.lit("minute"))
        .otherwise(pl.lit("day")),
        problem=pl.when(pl.col("value").is_not_null())
        .then(None)
        .when(first.is_not_null())
        .then(pl.lit("day and month cannot be told apart"))
        .when(~pl.col("text").str.contains(r"\d{4}"))
        .then(pl.lit("has no year"))
        .otherwise(pl.lit("is no date of the calendar")),
    )  # fmt: skip


def _groups(text: pl.Expr, pattern: str) -> pl.Expr:
    """The named groups of a pattern as a struct of all _PARTS, null where the pattern does not match."""
    found = text.str.extract_groups(pattern)
    parts = [
        found.struct.field(name) if f"(?P<{name}>" in pattern else pl.lit(None, pl.String).alias(name)
        for name in _PARTS
    ]
    return pl.when(found.struct.field("year").is_not_null()).then(pl.struct(parts))


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
