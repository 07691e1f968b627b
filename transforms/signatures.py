"""Signatures: the short lines around the headline that say who wrote the article and when."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.decide import settle
from transforms.names import opens_with_given_name
from transforms.stamps import AGO, ANY_STAMP, NAME_PARTICLE, NAME_WORD, READING_TIME, STAMPED
from transforms.unheard import with_unheard
from transforms.vocabulary import filled

SIGNATURE_WORDS = 25  # a signature of two authors, their roles, the date and the time is hardly longer
UNDER_LINES, OVER_LINES = 14, 8  # visible lines under and over the headline in which an article is signed
BODY_LINES = 6  # and over the body, where pictures and summaries stand between
BESIDE_LINES = 3  # visible lines between the parts of one signature
CLOSE_LINES = 4  # visible lines under the headline in which a bare name signs
LEFT_WORDS = 10  # words beside a date: two authors and their outlet
NAME_WORDS = 8  # of a line that is a name, perhaps two, and a role
CONFIDENCE, BARE_CONFIDENCE = 0.85, 0.7

_LABEL = filled(r"^\W*(?i:<<byline_label>>)(?:\s*[:：|–—]\s*|\s+)")
_LABELLED = rf"{_LABEL}\p{{Lu}}|^\W*By\p{{Lu}}\p{{Ll}}"
_LABEL_ALONE = filled(r"^\W*(?i:(?:written |story |words )?by|von|par|por)\W*$")
# What is left of a signature without its dates: words with capitals, and those that stand among names.
_CAPITALISED = (
    rf"^(?:(?:\p{{Lu}}[\p{{L}}\d.'’-]*|{NAME_WORD}|{NAME_PARTICLE}|@\S+|\P{{L}}+|"
    r"(?i:and|und|et|y|for|at|of|the|in|on|with|to|by|from|par|por|für|report|local|time))(?:\s+|$))*$"
)
_READS_ON = r"[\p{Ll}\d][.!?][\"”’]?\s*$"  # ends like a sentence
_WEEKDAY = filled(r"(?i)\b<<weekday>>\b")
_QUOTED_POST = r"^\s*[—–]\s|\(@\w+\)"  # who posted what is quoted, and when
# One or more names; a handle, a role or an outlet may stand behind them.
_NAMES = (
    rf"^\W*{NAME_WORD}(?:\s+(?:{NAME_WORD}|{NAME_PARTICLE})){{1,3}}(?:\s*(?:,|and|und|et|y|&)\s*{NAME_WORD}"
    rf"(?:\s+(?:{NAME_WORD}|{NAME_PARTICLE})){{1,3}})*\W*$"
)
_BEHIND_NAME = r"\s*(?:@.*|[|/•·(].*|\s{2,}.*|,\s.*|\d+\W*)$"
_NAME_AND_OUTLET = filled(
    rf"^({NAME_WORD} (?:\p{{Lu}}\. )?{NAME_WORD})\s+(?:{NAME_WORD}\s+|&\s+)*"
    r"(?i:<<author_role>>|<<outlet_word>>)(?:\s.*)?$"
)
# What a heading of chrome covers: the head of an article may be among it.
_COVERED = ("related_link", "comment", "comment_form", "advert", "author_bio", "about_site", "promo", "share")


def is_covered() -> pl.Expr:
    """Whether a line has its kind from a heading above it, and no rule knows it by itself."""
    return (pl.col("span").is_null() & pl.col("kind").is_in(_COVERED)).fill_null(value=False)


def signed_lines(lines: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `line_no` of short lines that name a day or open like a byline."""
    short = lines.filter(pl.col("words") <= SIGNATURE_WORDS).select("doc", "line_no", "text")
    dated = short.filter(pl.col("text").str.contains(r"\d\d")).filter(pl.col("text").str.contains(STAMPED))
    labelled = short.filter(pl.col("text").str.contains(_LABELLED))
    return pl.concat([dated, labelled]).select("doc", "line_no").unique()


def name_signatures(batch: Batch) -> Batch:
    """Settle bylines and stamps near the headline, also among lines that a heading of chrome covered.

    A labelled byline, a date beside words with capitals, a bare name that opens with a given name: what the line is
    made of tells, and how far it stands from the headline, not where the body was found.
    """
    lines = batch.lines
    near = _near(lines)
    if near.is_empty():
        return batch
    signs = _signs(near, lines)
    found = signs.filter(pl.col("sign").is_not_null() & ~pl.col("is_labelled_already")).select(
        "doc", "line_no", "sign", "sign_reason", "sure"
    )
    lines = lines.join(found, on=["doc", "line_no"], how="left", maintain_order="left")
    is_sign = pl.col("sign").is_not_null()
    lines = lines.with_columns(kind=pl.when(~is_sign).then("kind"))
    lines = settle(lines, is_sign & pl.col("sure"), pl.col("sign"), pl.col("sign_reason"), CONFIDENCE)
    lines = settle(lines, is_sign, pl.col("sign"), pl.col("sign_reason"), BARE_CONFIDENCE)
    return replace(batch, lines=lines.drop("sign", "sign_reason", "sure"))


def _near(lines: pl.DataFrame) -> pl.DataFrame:
    """Short lines near headline or body that no rule knows by themselves; `distance` in visible lines from it."""
    headlines = lines.filter(pl.col("line_no") == pl.col("headline_no")).select("doc", headline="order")
    starts = lines.filter(pl.col("line_no") == pl.col("core_start")).select("doc", start="order")
    clocks = lines.filter(pl.col("kind") == "page_clock").select("doc", "order")
    by_clock = pl.concat([clocks.with_columns(pl.col("order") + n) for n in (-2, -1, 1, 2)]).unique()
    is_open = pl.col("kind").is_null() | is_covered() | pl.col("kind").is_in(["byline", "published_stamp"])
    from_headline = pl.col("order") - pl.col("headline")
    from_start = pl.col("order") - pl.col("start")
    return (
        lines.filter(~pl.col("is_blank") & (pl.col("words") <= SIGNATURE_WORDS) & is_open)
        .select("doc", "line_no", "order", "text", "words", "reason")
        .join(headlines, on="doc", how="left", maintain_order="left")
        .join(starts, on="doc", how="left", maintain_order="left")
        .with_columns(
            distance=pl.when(from_headline.is_between(-OVER_LINES, UNDER_LINES))
            .then(from_headline)
            .when(from_start.is_between(-BODY_LINES, 1))
            .then(from_start + UNDER_LINES)
        )
        .filter(pl.col("distance").is_not_null() & (pl.col("distance") != 0))
        .filter(~pl.col("text").str.contains(_QUOTED_POST))
        .join(by_clock.with_columns(by_clock=True), on=["doc", "order"], how="left", maintain_order="left")
        .select(
            *("doc", "line_no", "order", "text", "words", "distance"),
            by_clock=pl.col("by_clock").fill_null(value=False),
            is_labelled_already=pl.col("reason").is_in(["byline_label", "stamp_label"]).fill_null(value=False),
        )
    )


def _signs(near: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Add `sign`, the kind a signature has, `sign_reason`, and whether it is `sure`; null where a line is none."""
    text = pl.col("text")
    looks = (
        _without_stamps(near)
        .with_columns(
            is_dated=text != pl.col("undated"),
            left=pl.col("undated").str.replace_all(r"[|•·/()\[\],;:–—\s-]+", " ").str.strip_chars(),
            bare=pl.col("undated")
            .str.replace(r"^\W+", "")
            .str.replace(_BEHIND_NAME, "")
            .str.strip_chars(" .,:;&|–—-")
            .str.replace_all(r"\s+", " ")
            .str.replace(_NAME_AND_OUTLET, "$1"),
            is_labelled=text.str.contains(_LABELLED),
            has_weekday=text.str.contains(_WEEKDAY),
            reads_on=pl.col("undated").str.contains(_READS_ON),
            after_label=text.str.contains(_LABEL_ALONE).shift(1, fill_value=False).over("doc"),
            under=pl.col("distance") > 0,
        )
        .with_columns(
            is_capitalised=pl.col("left").str.contains(_CAPITALISED) & ~pl.col("reads_on"),
            is_short=pl.col("left").str.count_matches(r"\S*\p{L}\S*") <= LEFT_WORDS,
            is_name=pl.col("bare").str.contains(_NAMES) & opens_with_given_name(pl.col("bare")).fill_null(value=False),
        )
    )
    looks = with_unheard(looks, lines)
    is_byline = pl.col("is_labelled") & pl.col("is_capitalised")
    is_stamp = pl.col("has_date") & pl.col("is_capitalised") & pl.col("is_short")
    opens_with_name = opens_with_given_name(pl.col("left").str.replace(_LABEL, "")).fill_null(value=False)
    over_stamp = (is_stamp & pl.col("under")).any().over("doc")
    is_clock = pl.col("by_clock") | (~pl.col("under") & (pl.col("has_weekday") | over_stamp))
    looks = looks.with_columns(
        sign=pl.when(is_byline | (is_stamp & (opens_with_name | pl.col("is_unheard"))))
        .then(pl.lit("byline"))
        .when(is_stamp & ~is_clock)
        .then(pl.lit("published_stamp"))
        .when(pl.col("after_label") & (pl.col("words") <= NAME_WORDS))
        .then(pl.lit("byline")),
        sure=pl.col("under") | is_byline,
        sign_reason=pl.lit("signed"),
    )
    may_be_bare = (pl.col("words") <= NAME_WORDS) & pl.col("sign").is_null()
    close = pl.col("distance").is_between(1, CLOSE_LINES)
    bare_known = may_be_bare & pl.col("is_name") & (_beside(BESIDE_LINES) | close)
    bare_unheard = may_be_bare & pl.col("is_unheard") & pl.col("under") & (_beside(1) | (close & pl.col("is_dated")))
    for is_bare in (bare_known, bare_unheard, bare_known):
        looks = looks.with_columns(
            sure=pl.col("sure") & ~is_bare,
            sign_reason=pl.when(is_bare).then(pl.lit("name_near_headline")).otherwise("sign_reason"),
            sign=pl.when(is_bare).then(pl.lit("byline")).otherwise("sign"),
        )
    return looks


def _without_stamps(near: pl.DataFrame) -> pl.DataFrame:
    """Add `has_date`, and `undated`, the text without what says when; only lines with a digit are searched."""
    text = pl.col("text")
    dated = near.filter(text.str.contains(r"\d")).select(
        *("doc", "line_no"),
        has_date=text.str.contains(STAMPED),
        undated=text.str.replace_all(READING_TIME, " ").str.replace_all(ANY_STAMP, " ").str.replace_all(AGO, " "),
    )
    return near.join(dated, on=["doc", "line_no"], how="left", maintain_order="left").with_columns(
        pl.col("has_date").fill_null(value=False), pl.col("undated").fill_null(text)
    )


def _beside(reach: int) -> pl.Expr:
    """Whether one of the visible lines around is a signature. Shifted as a whole: windows would cost ten times that."""
    found = [
        pl.col("sign").is_not_null().shift(n)
        & (pl.col("doc").shift(n) == pl.col("doc"))
        & ((pl.col("order").shift(n).cast(pl.Int64) - pl.col("order")).abs() <= reach)
        for n in range(-reach, reach + 1)
        if n
    ]
    return pl.any_horizontal(found).fill_null(value=False)
