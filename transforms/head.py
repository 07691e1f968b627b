"""What stands around the headline: section, kicker, standfirst, bare dates and names."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.datelines import with_prefixes
from transforms.decide import SECTION_NAME, settle
from transforms.stamps import NAME_LINE, PLACE_STAMP_LINE, STAMP_LINE

# Every longer word with a capital: how a site writes its own name.
_TITLE_CASE = r"^(?:[\p{Lu}\d][^ ]*|\p{L}{1,3})(?: (?:[\p{Lu}\d][^ ]*|\p{L}{1,3}))*$"
SITE_NAME_WORDS = 4  # a publication's name is hardly ever longer
MENU_CELLS = 3  # so many cells in one row above the headline are a menu
PATTERN_WORDS = 25  # no menu in one row, date or name is longer
NAME_WORDS, LONE_NAME_WORDS = 6, 3  # two authors beside a date; one without
KICKER_WORDS, SECTION_DISTANCE = 12, 2
HEAD_LINES = 8  # visible lines under the headline in which its byline and date stand
OPENING_LINES = 4  # and in which the text opens with its dateline
STANDFIRST_WORDS = (5, 60)
SENTENCE_WORDS = 40  # a full paragraph is longer than a standfirst that is a sentence

_ADDED = ("is_over", "is_under", "is_date", "is_name", "is_section", "is_title_case", "is_menu")
_STAMPS = ["byline", "published_stamp", "dateline"]
_HEAD_KINDS = [*_STAMPS, "photo_credit", "caption", "repeat", "share"]


def name_head(batch: Batch) -> Batch:
    """Settle the lines around the headline by their place among it, the byline and the date.

    A bare date over the headline is the page's own clock; below it, the day of publication.
    """
    lines = _with_places(batch.lines)
    lines = _name_dates(lines)
    lines = _name_authors(lines)
    lines = _name_over(lines)
    lines = _name_under(lines)
    return replace(batch, lines=lines.drop("distance", *_ADDED))


def _with_places(lines: pl.DataFrame) -> pl.DataFrame:
    """Add where a line stands and what it looks like: `distance` in visible lines from the headline, and flags."""
    headlines = lines.filter(pl.col("line_no") == pl.col("headline_no")).select("doc", headline_order="order")
    over = (pl.col("line_no") < pl.col("headline_no")).fill_null(value=False)
    placed = (
        lines.join(headlines, on="doc", how="left", maintain_order="left")
        .with_columns(distance=pl.col("order") - pl.col("headline_order"), is_over=over)
        .with_columns(
            is_under=~pl.col("is_over") & ((pl.col("above") == 0) | (pl.col("line_no") < pl.col("core_start")))
        )
        .drop("headline_order")
    )
    # Patterns are tried on the few short open lines of the head and below the body only.
    at_end = pl.col("line_no") > pl.col("core_end")
    short = placed.filter(
        pl.col("kind").is_null()
        & (pl.col("words") <= PATTERN_WORDS)
        & (pl.col("is_over") | pl.col("is_under") | at_end)
    )
    looks = short.select(
        *("doc", "line_no"),
        is_date=pl.col("text").str.contains(STAMP_LINE) | pl.col("text").str.contains(PLACE_STAMP_LINE),
        is_name=pl.col("text").str.contains(NAME_LINE) & ~pl.col("text").str.contains(r"^The |^\p{Lu}+(?: \p{Lu}+)*$"),
        is_section=pl.col("text").str.contains(SECTION_NAME),
        is_title_case=pl.col("text").str.contains(_TITLE_CASE),
        is_menu=pl.col("raw").str.count_matches(r"[^\t]\t+[^\t]") >= MENU_CELLS - 1,
    )
    flags = looks.columns[2:]
    some = looks.filter(pl.any_horizontal(flags))
    return placed.join(some, on=["doc", "line_no"], how="left", maintain_order="left").with_columns(
        pl.col(flags).fill_null(value=False)
    )


def _name_dates(lines: pl.DataFrame) -> pl.DataFrame:
    is_date = pl.col("is_date")
    at_end = pl.col("line_no") > pl.col("core_end")
    lines = settle(lines, is_date & pl.col("is_over"), "page_clock", "bare_date_over_headline", 0.8)
    lines = settle(lines, is_date & pl.col("is_under"), "published_stamp", "bare_date_under_headline", 0.85)
    return settle(lines, is_date & at_end, "published_stamp", "bare_date_at_end", 0.6)


def _name_authors(lines: pl.DataFrame) -> pl.DataFrame:
    visible = pl.when(~pl.col("is_blank")).then(pl.col("kind").fill_null("open"))
    beside = visible.backward_fill().shift(-1).over("doc").is_in(_STAMPS[:2]) | (
        visible.forward_fill().shift(1).over("doc").is_in(_STAMPS[:2])
    )
    is_name = pl.col("is_name") & (pl.col("words") <= NAME_WORDS)
    is_lone = (pl.col("distance") == 1) & (pl.col("words") <= LONE_NAME_WORDS)
    lines = settle(lines, pl.col("is_under") & is_name & beside, "byline", "bare_name_beside_date", 0.75)
    return settle(lines, pl.col("is_under") & is_name & is_lone, "byline", "name_under_headline", 0.65)


def _name_over(lines: pl.DataFrame) -> pl.DataFrame:
    """Menus, site and section names and the kicker over the headline."""
    over = pl.col("is_over")
    blank_around = pl.col("is_blank").shift(1, fill_value=True).over("doc") & (
        pl.col("is_blank").shift(-1, fill_value=True).over("doc")
    )
    path_changes = (pl.col("path") != pl.col("path").shift(1).over("doc")).fill_null(value=False)
    is_section = pl.col("is_section")
    is_near = pl.col("distance") >= -SECTION_DISTANCE
    names_site = (
        (pl.col("words") <= SITE_NAME_WORDS)
        & pl.col("is_title_case")
        & ((pl.col("order") == 0) | pl.when("is_over").then("text").str.contains(r"^The |^\P{Ll}+$"))
    )
    is_kicker = (pl.col("distance") == -1) & pl.col("words").is_between(2, KICKER_WORDS)
    lines = settle(lines, over & is_section & is_near & (blank_around | path_changes), "section", "section_name", 0.8)
    lines = settle(lines, over & (names_site | is_section), "navigation", "name_of_site_or_section", 0.7)
    lines = settle(lines, over & pl.col("is_menu"), "navigation", "row_over_headline", 0.7)
    return settle(lines, over & is_kicker, "kicker", "over_headline", 0.65)


def _name_under(lines: pl.DataFrame) -> pl.DataFrame:
    """The kicker and the standfirst between the headline and what closes the head."""
    under = pl.col("is_under") & pl.col("headline_no").is_not_null()
    is_stamp = pl.col("kind").is_in(_STAMPS) & pl.col("distance").is_between(1, HEAD_LINES)
    ends = lines.group_by("doc").agg(
        head_end=pl.col("order").filter(under & pl.col("kind").is_in(_HEAD_KINDS)).max(),
        stamp_order=pl.col("order").filter(is_stamp).max(),
        # Where no body is left below it, a line is no standfirst.
        last_prose=pl.col("order").filter(pl.col("kind").is_null() & pl.col("is_prose") & pl.col("in_core")).max(),
    )
    lines = lines.join(ends, on="doc", how="left", maintain_order="left").join(
        _openings(lines), on="doc", how="left", maintain_order="left"
    )
    is_short = ~pl.col("ends_sentence") & (pl.col("words") <= 7)
    may_be = under & pl.col("words").is_between(*STANDFIRST_WORDS)
    before_head_end = pl.col("order") < pl.col("head_end")
    is_sentence = may_be & (pl.col("distance") >= 1) & (pl.col("above") == 0) & (pl.col("words") <= SENTENCE_WORDS)
    before_text = (pl.col("order") < pl.col("stamp_order")) | (pl.col("order") < pl.col("opening_order"))
    # One sentence without its full stop, not a paragraph that lacks its last one.
    is_next = pl.col("distance") == 1
    is_unclosed = ~pl.col("is_closed") & ~pl.when(is_next).then("text").str.contains(r"\p{Ll}[.!?]\s")
    lines = settle(lines, under & before_head_end & is_short, "kicker", "under_headline", 0.6)
    last_prose = pl.col("last_prose").fill_null(-1)
    text_opens = pl.max_horizontal("stamp_order", "opening_order")
    lines = settle(
        lines, may_be & before_head_end & (last_prose > pl.col("head_end")), "standfirst", "under_headline", 0.7
    )
    lines = settle(
        lines,
        is_sentence & before_text.fill_null(value=False) & (last_prose >= text_opens),
        "standfirst",
        "before_text_opens",
        0.7,
    )
    lines = settle(
        lines,
        under & is_next & is_unclosed & pl.col("words").is_between(8, 45) & (last_prose > pl.col("order")),
        "standfirst",
        "no_full_stop_under_headline",
        0.65,
    )
    return lines.drop("head_end", "stamp_order", "opening_order", "last_prose")


def _openings(lines: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `opening_order`: the first line close under the headline that opens with a dateline or a date."""
    near = lines.filter(pl.col("kind").is_null() & pl.col("distance").is_between(1, OPENING_LINES) & pl.col("is_prose"))
    opened = with_prefixes(near.select("doc", "order", "text")).filter(pl.col("date_size") + pl.col("place_size") > 0)
    return opened.group_by("doc").agg(opening_order=pl.col("order").min())
