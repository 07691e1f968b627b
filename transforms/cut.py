"""What is cut from the front of a body line: a glued date, the dateline."""

from collections.abc import Iterable
from dataclasses import replace

import polars as pl

from transforms.batch import EDIT_SCHEMA, Batch
from transforms.headline import MONTH

HEAD_PARAGRAPHS = 3  # a dateline opens one of the first paragraphs; further down it is a bulletin's next item
PLACE_LETTERS = 4  # a shorter capital word before a dash is an abbreviation more often than a town
# Capital words before a dash that are no places: organisations and the labels of news desks.
NOT_PLACES = frozenset(
    ["NATO", "UNHCR", "UNESCO", "UNICEF", "OSCE", "OSZE", "OTAN", "OPEC", "ASEAN", "AUKUS", "BRICS", "EXCLUSIVE", "BREAKING",
     "BREAKING NEWS", "UPDATE", "UPDATED", "WATCH", "VIDEO", "ANALYSIS", "OPINION", "COMMENT", "EDITORIAL", "LIVE", "EXPLAINER",
     "INTERVIEW", "FACTBOX", "NOTE", "QUESTION", "ANSWER", "НАТО", "СРОЧНО", "EILMELDUNG", "URGENT"]
)  # fmt: skip

_DAY = (
    r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{4}|\d{4}[./]\d{1,2}[./]\d{1,2}|"
    rf"\d{{1,2}}\.? (?i:{MONTH}) \d{{4}}|(?i:{MONTH}) \d{{1,2}}, \d{{4}}"
)
DATE_PREFIX = (
    rf"^(?P<prefix>(?:(?i:date|published|posted|updated|datum|fecha|дата|日期)\s*[:：]?\s*)?(?P<date>{_DAY})"
    r"(?:[ ,T]+\d{1,2}:\d{2}(?::\d\d)?)?\s*(?:[|:–—-]\s*)?)(?:\s|[\p{Lu}“\"«])"
)
_UPPER = r"[\p{Lu}][\p{Lu}'’-]+\.?"
_UPPER_PLACE = rf"{_UPPER}(?:(?: ?/ ?| |-){_UPPER}){{0,4}}"
_PLACE = r"[\p{Lu}][\p{L}'’-]+(?:[ /-](?:[\p{Lu}][\p{L}'’.-]*|de|am|sur|upon|of|el|la|an der)){0,4}"
_REGION = r"(?:, [\p{Lu}][\p{L}.]+(?: [\p{Lu}][\p{L}.]+){0,2})?"
_MONTH_DAY = rf"(?P<day>(?i:{MONTH}) \d{{1,2}}(?:,? \d{{4}})?|\d{{1,2}}\.? (?:de )?(?i:{MONTH})(?: (?:de )?\d{{4}})?(?: г\.?)?|{_DAY})"
_AGENCY = r"[(/](?P<agency>[\p{L}][\p{L}0-9 .,&-]{1,40})[)/]"
_DASH = r"(?:\s*(?:--|[–—-])\s+|\s*[–—]\s*)"
# A dateline is a place, perhaps a day and an agency, then a dash:
# `PLACE – `, `PLACE, March 5 (Agency) - `, `Place (Agency) – `, `Place, 5. März – `, `新华社PLACE5月3日电 `.
DATELINES = (
    rf"^(?P<prefix>(?P<place>{_UPPER_PLACE}){_REGION}(?:[,.:]? {_MONTH_DAY})?[,.]?\s*(?:{_AGENCY})?[,.]?{_DASH})",
    rf"^(?P<prefix>(?P<place>{_PLACE}){_REGION}(?:[,.:]? {_MONTH_DAY})?[,.]?\s*{_AGENCY}[,.]?(?:{_DASH}|[.:]\s+))",
    rf"^(?P<prefix>(?P<place>{_PLACE}){_REGION},? {_MONTH_DAY},?\s*(?:[–—]|--|\s-)\s*)",
    r"^(?P<prefix>(?P<agency>新华社|中新社|中新网|本报)(?P<place>[\p{Han}]{2,6}?)(?P<day>\d{1,2}月\d{1,2}日)电\s*(?:[（(].{2,20}?[)）])?\s*)",
)
_GROUPS = ("prefix", "place", "day", "agency")


def cut_prefixes(batch: Batch) -> Batch:
    """Cut a glued date and the dateline from the first paragraphs.

    Adds `prefix_date`, `dateline_place`, `dateline_day` and `dateline_agency`, null where there is none. What is
    cut is an edit in characters of the raw line, whatever was repaired before it.
    """
    is_paragraph = pl.col("kept") & pl.col("kind").eq("body")
    lines = batch.lines.with_columns(paragraph_no=pl.when(is_paragraph).then(is_paragraph.cum_sum().over("doc")))
    heads = lines.filter(pl.col("paragraph_no") <= HEAD_PARAGRAPHS).select("doc", "line_no", "text")
    dated = heads.with_columns(pl.col("text").str.extract_groups(DATE_PREFIX).alias("found")).unnest("found")
    dated = dated.with_columns(date_size=pl.col("prefix").str.len_chars().fill_null(0)).select(
        "doc",
        "line_no",
        "text",
        "date_size",
        prefix_date="date",
        rest=pl.col("text").str.slice("date_size").str.strip_chars_start(),
    )
    dated = dated.with_columns(date_size=pl.col("text").str.len_chars() - pl.col("rest").str.len_chars())
    placed = dated.with_columns(
        found=pl.coalesce(*(_dateline(pl.col("rest"), pattern) for pattern in DATELINES))
    ).unnest("found")
    placed = placed.with_columns(place_size=pl.col("prefix").str.len_chars().fill_null(0)).filter(
        (pl.col("date_size") + pl.col("place_size") > 0)
        & (pl.col("date_size") + pl.col("place_size") < pl.col("text").str.len_chars())
    )
    found = placed.select(
        "doc",
        "line_no",
        "prefix_date",
        dateline_place="place",
        dateline_day="day",
        dateline_agency="agency",
        text=pl.col("rest").str.slice("place_size"),
    )
    cuts = placed.select("doc", "line_no", pl.col("date_size", "place_size").cast(pl.Int64))
    lines = (
        lines.drop("paragraph_no")
        .join(found.rename({"text": "rest"}), on=["doc", "line_no"], how="left", maintain_order="left")
        .with_columns(text=pl.coalesce("rest", "text"))
        .drop("rest")
    )
    return replace(batch, lines=lines, edits=_with_cuts(batch.edits, cuts))


def _dateline(text: pl.Expr, pattern: str) -> pl.Expr:
    """The groups of one dateline pattern as a struct, null where it does not match or names no place."""
    found = text.str.extract_groups(pattern)
    names = [name for name in _GROUPS if f"(?P<{name}>" in pattern]
    fields = [found.struct.field(name) if name in names else pl.lit(None, pl.String).alias(name) for name in _GROUPS]
    struct = pl.struct(fields)
    place = struct.struct.field("place")
    is_place = (
        place.is_not_null()
        & ~place.is_in(list(NOT_PLACES))
        & (
            (place.str.len_chars() >= PLACE_LETTERS)
            | struct.struct.field("agency").is_not_null()
            | place.str.contains(r"\p{Han}")
        )
    )
    return pl.when(is_place).then(struct)


def _with_cuts(edits: pl.DataFrame, cuts: pl.DataFrame) -> pl.DataFrame:
    """Add an edit for each cut; edits that lie inside a cut are swallowed by it."""
    if cuts.is_empty():
        return edits
    keys = ["doc", "line_no"]
    touched = edits.join(cuts, on=keys, how="semi")
    by_line: dict[tuple[int, int], list[tuple[int, int, str, str, str]]] = {}
    for doc, line_no, *span in touched.iter_rows():
        by_line.setdefault((doc, line_no), []).append(tuple(span))
    rows: list[tuple[object, ...]] = []
    for doc, line_no, date_size, place_size in cuts.iter_rows():
        spans = sorted(by_line.get((doc, line_no), []))
        bounds = [raw_index(at, spans) for at in (0, date_size, date_size + place_size)]
        rows += [(doc, line_no, *span) for span in spans if span[1] <= bounds[0] or span[0] >= bounds[2]]
        for kind, start, end in zip(("date_prefix", "dateline"), bounds, bounds[1:], strict=False):
            if end > start:
                rows.append((doc, line_no, start, end, kind, "", kind))
    return pl.concat([edits.join(cuts, on=keys, how="anti"), pl.DataFrame(rows, EDIT_SCHEMA, orient="row")])


def raw_index(at: int, spans: Iterable[tuple[int, int, str, str, str]]) -> int:
    """Return the offset in the raw line of character `at` of the edited line; a replacement is never split."""
    raw, done = 0, 0
    for start, end, _, new, _ in spans:
        if done + (start - raw) > at:
            break
        done += start - raw + len(new)
        raw = end
        if done > at:
            return end
    return raw + max(0, at - done)
