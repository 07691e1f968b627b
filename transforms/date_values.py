"""How dates are written, and the day that a written date means."""

import re
from functools import cache

import polars as pl
from babel import Locale
from babel.dates import get_month_names

LANGUAGES = ("en", "de", "fr", "es", "ru", "uk", "it", "pt", "nl", "pl")
EARLIEST_YEAR, LATEST_YEAR = 1900, 2099


_MONTH_WORD = r"(?P<month>\p{L}{3,10})\.?"
UPDATE_LABEL = (
    r"(?i:(?:last )?updated?|modified|edited|revised|aktualisiert|geändert|stand|mis à jour|modifié|actualizado|"
    r"обновлено|更新(?:时间)?)[^\d]{0,25}?"
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
    r"\b(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d\d)\b",  # in stamps only
)
SHORT_YEAR = r"\b\d{1,2}/\d{1,2}/\d\d\b"  # the last of these: stamps write the year without its century
CENTURY = "20"
GLUED_MONTH = r"(\p{Ll})(\p{Lu}\p{L}{2,9}\.? \d{1,2},? \d{4})"  # a name and a date without a blank between them
_PARTS = ("year", "m", "d", "month", "first", "second")
_UNNAMED = [re.sub(r"\?P<\w+>", "?:", pattern) for pattern in PATTERNS]
# One date in a line, bare, or with a label of update before it and a time of day behind it.
BARE_DATE = f"(?:{'|'.join(_UNNAMED[:-1])}){_CLOCK}"
ANY_DATE = f"(?:{UPDATE_LABEL})?{BARE_DATE}"
STAMP_DATE = f"(?:{UPDATE_LABEL})?(?:{'|'.join(_UNNAMED)}){_CLOCK}"


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


@cache
def _groups() -> dict[str, pl.Expr]:
    """The groups of each pattern, as expressions: made once, for that takes as long as a search."""
    return {f"groups_{i}": pl.col("text").str.extract_groups(pattern) for i, pattern in enumerate(PATTERNS)}


def with_values(found: pl.DataFrame) -> pl.DataFrame:
    """Add `value`, `precision` and, where there is no value, `problem` to dates in `text`.

    `day_order` tells how the site writes numeric dates; null where its other dates do not tell.
    """
    # The groups are columns of their own first: Polars would search anew for each field that is asked of them.
    groups = _groups()
    parts = [_parts(pl.col(name), pattern) for name, pattern in zip(groups, PATTERNS, strict=True)]
    read = (
        found.with_columns(pl.col("text").str.strip_chars())
        .filter(pl.col("text") != "")
        .with_columns(**groups)
        .with_columns(parts=pl.coalesce(*parts))
        .drop(*groups)
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
    year = pl.when(pl.col("year").str.len_chars() == 2).then(CENTURY + pl.col("year")).otherwise("year")
    value = pl.format("{}-{}-{}", year, month.cast(pl.String), day.cast(pl.String)).str.to_date(
        "%Y-%m-%d", strict=False
    )
    has_clock = pl.col("text").str.contains(r"\d[T ,|–-]+(?:\D{0,5})\d{1,2}[:.h]\d{2}")
    in_calendar = read.with_columns(value=value).with_columns(
        value=pl.when(pl.col("value").dt.year().is_between(EARLIEST_YEAR, LATEST_YEAR)).then("value")
    )
    has_value = pl.col("value").is_not_null()
    return in_calendar.with_columns(
        precision=pl.when(~has_value)
        .then(pl.lit("unknown"))
        .otherwise(pl.when(has_clock).then(pl.lit("minute")).otherwise(pl.lit("day"))),
        problem=pl.when(~has_value & first.is_not_null())
        .then(pl.lit("day and month cannot be told apart"))
        .when(~has_value & ~pl.col("text").str.contains(r"\d{4}"))
        .then(pl.lit("has no year"))
        .when(~has_value)
        .then(pl.lit("is no date of the calendar")),
    ).drop(*_PARTS, "day_order")


def _parts(found: pl.Expr, pattern: str) -> pl.Expr:
    """The groups of a pattern as a struct of all _PARTS, null where the pattern did not match."""
    parts = [
        found.struct.field(name) if f"(?P<{name}>" in pattern else pl.lit(None, pl.String).alias(name)
        for name in _PARTS
    ]
    return pl.when(found.struct.field("year").is_not_null()).then(pl.struct(parts))
