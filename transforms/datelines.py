"""Datelines and dates glued before a sentence: how they are written, and where one opens a line."""

from functools import cache

import polars as pl

from transforms.vocabulary import filled

PREFIX_CHARS = 120  # no dateline is longer, and long paragraphs are not searched for its end
PLACE_LETTERS = 4  # a shorter capital word before a dash is an abbreviation more often than a town
# Capital words before a dash that are no places: organisations and the labels of news desks.
NOT_PLACES = [
    "NATO", "UNHCR", "UNESCO", "UNICEF", "OSCE", "OSZE", "OTAN", "OPEC", "ASEAN", "AUKUS", "BRICS", "НАТО",
    "EXCLUSIVE", "BREAKING", "BREAKING NEWS", "UPDATE", "UPDATED", "WATCH", "VIDEO", "ANALYSIS", "OPINION", "COMMENT",
    "EDITORIAL", "LIVE", "EXPLAINER", "INTERVIEW", "FACTBOX", "NOTE", "QUESTION", "ANSWER", "СРОЧНО", "EILMELDUNG",
    "URGENT",
]  # fmt: skip

MONTH = filled(r"<<month_stem>>\p{L}*\.?")
_DAY = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2}|"
    rf"\d{{1,2}}\.? (?i:{MONTH}) \d{{4}}|(?i:{MONTH}) \d{{1,2}}, \d{{4}}"
)
_DATE_PREFIX = (
    rf"^(?P<prefix>(?:(?i:date|published|posted|updated|datum|fecha|дата|日期)\s*[:：]?\s*)?(?P<date>{_DAY})"
    r"(?:[ ,T]+\d{1,2}:\d{2}(?::\d\d)?)?\s*(?:[|:–—-]\s*)?)(?:\s|[\p{Lu}“\"«])"
)
_UPPER = r"[\p{Lu}][\p{Lu}'’-]+\.?"
_UPPER_PLACE = rf"{_UPPER}(?:(?: ?/ ?| |-){_UPPER}){{0,4}}"
_PLACE = r"[\p{Lu}][\p{L}'’-]+(?:[ /-](?:[\p{Lu}][\p{L}'’.-]*|de|am|sur|upon|of|el|la|an der)){0,4}"
_REGION = r"(?:,? (?:\p{Lu}\.){2,3}|, [\p{Lu}][\p{L}.]+(?: [\p{Lu}][\p{L}.]+){0,2})?"
_MONTH_DAY = (
    rf"(?P<day>(?i:{MONTH}) \d{{1,2}}(?:,? \d{{4}})?|"
    rf"\d{{1,2}}\.? (?:de )?(?i:{MONTH})(?: (?:de )?\d{{4}})?(?: г\.?)?|{_DAY})"
)
_AGENCY = r"[(/](?P<agency>[\p{L}][\p{L}0-9 .,&-]+)[)/]"
_DASH = r"(?:\s*(?:--|[–—_-])\s+|\s*[–—]\s*|\.-\s*)"
# A dateline is a place, perhaps a day and an agency, then a dash:
# `PLACE – `, `PLACE, 5 мар - Agency. `,
# `PLACE, March 5 (Agency) - `, `Place (Agency) – `, `Place, 5. März – `, `新华社PLACE5月3日电 `.
_DATELINES = (
    rf"^(?P<prefix>(?P<place>{_UPPER_PLACE})(?:,? {_MONTH_DAY})?{_DASH}(?P<agency>{filled('<<agency>>')})[.:]\s+)",
    rf"^(?P<prefix>(?P<place>{_UPPER_PLACE}){_REGION}(?:[,.:]? {_MONTH_DAY})?[,.]?\s*(?:{_AGENCY})?[,.]?{_DASH})",
    rf"^(?P<prefix>(?P<place>{_PLACE}){_REGION}(?:[,.:]? {_MONTH_DAY})?[,.]?\s*{_AGENCY}[,.]?(?:{_DASH}|[.:]\s+))",
    rf"^(?P<prefix>(?P<place>{_PLACE}){_REGION},? {_MONTH_DAY},?\s*(?:[–—]|--|\s-)\s*)",
    r"^(?P<prefix>(?P<agency>新华社|中新社|中新网|本报)(?P<place>[\p{Han}]{2,6}?)(?P<day>\d{1,2}月\d{1,2}日)电"
    r"\s*(?:[（(].{2,20}?[)）])?\s*)",
)
_HINT = r"\d{4}|[–—电]|--|\s[-_]|-\s|\.-|[)/][,.:]?\s"
_GROUPS = ("prefix", "place", "day", "agency")


def with_prefixes(lines: pl.DataFrame) -> pl.DataFrame:
    """Add what opens each line's `text`: a date, and the parts of the dateline behind it.

    The columns are `date_size`, `prefix_date`, `place_size`, `place`, `day` and `agency`. Sizes are in characters, 0
    where there is nothing; the other columns are null then.
    """
    start = pl.col("text").str.slice(0, PREFIX_CHARS)
    # Nearly all lines have nothing a date or dateline could end with; what they lack is not searched for.
    opening = lines.with_columns(opening=pl.when(start.str.contains(_HINT)).then(start).otherwise(pl.lit("")))
    dated = opening.with_columns(date=pl.col("opening").str.extract_groups(_DATE_PREFIX)).with_columns(
        prefix_date=pl.col("date").struct.field("date"),
        rest=pl.col("opening")
        .str.slice(pl.col("date").struct.field("prefix").str.len_chars().fill_null(0))
        .str.strip_chars_start(),
    )
    # The groups are columns of their own first: Polars would search anew for each field that is asked of them.
    found = _found()
    places = [_dateline(pl.col(name), pattern) for name, pattern in zip(found, _DATELINES, strict=True)]
    placed = dated.with_columns(**found).with_columns(found=pl.coalesce(*places)).drop(*found).unnest("found")
    return placed.with_columns(
        date_size=(pl.col("opening").str.len_chars() - pl.col("rest").str.len_chars()).cast(pl.Int64),
        place_size=pl.col("prefix").str.len_chars().fill_null(0).cast(pl.Int64),
    ).drop("opening", "date", "rest", "prefix")


@cache
def _found() -> dict[str, pl.Expr]:
    """The groups of each dateline pattern, as expressions: made once, for that takes as long as a search."""
    return {f"found_{i}": pl.col("rest").str.extract_groups(pattern) for i, pattern in enumerate(_DATELINES)}


def _dateline(found: pl.Expr, pattern: str) -> pl.Expr:
    """The groups of one dateline pattern with all of _GROUPS, null where it does not match or names no place."""
    names = [name for name in _GROUPS if f"(?P<{name}>" in pattern]
    fields = [found.struct.field(name) if name in names else pl.lit(None, pl.String).alias(name) for name in _GROUPS]
    place, agency = (
        found.struct.field(name) if name in names else pl.lit(None, pl.String) for name in ("place", "agency")
    )
    is_long = (place.str.len_chars() >= PLACE_LETTERS) | agency.is_not_null() | place.str.contains(r"\p{Han}")
    return pl.when(place.is_not_null() & ~place.is_in(NOT_PLACES) & is_long).then(pl.struct(fields))
