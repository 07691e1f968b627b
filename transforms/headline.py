"""The headline, its repeats, and the lines that stand around it: kicker, standfirst, bare dates and names."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.decide import settle

# Words that carry content: three letters or more, or one Chinese or Japanese character.
_TOKEN = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[\p{L}\p{N}]{3,}"
LEAD_LINES = 8  # paragraphs of the body whose words a headline is compared with: the lead tells the story
MIN_WORDS, MAX_WORDS = 2, 35
MIN_TOKENS_OF_REPEAT = 3  # below that two lines share their words by chance
REPEAT_CONTAINMENT = 0.8  # share of the shorter line's words found in the longer one
SITE_NAME_WORDS = 4  # a publication's name is hardly ever longer
FACT_CONTAINMENT = 0.7  # a page's stated title may carry the site's name and be cut short

# Weights of what speaks for a headline, judged on the sample corpus.
FACT_WEIGHT, H1_WEIGHT, OVERLAP_WEIGHT, REPEAT_WEIGHT = 3.0, 2.0, 1.0, 0.6
USUAL_LENGTH_WEIGHT, FULL_STOP_COST, COST_PER_LINE = 0.5, 0.7, 0.01
MIN_SCORE = 0.5

_SECTION = (
    r"(?i)^(?:news|world(?: news)?|politics|defen[cs]e|security|military|diplomacy|international|europe|asia|africa|"
    r"americas?|opinion|analysis|comment(?:ary)?|business|economy|national|regional?|local|home news|foreign affairs|"
    r"harbour|culture|features?|briefs?|in brief|report(?:age)?|interview|editorial|politik|ausland|inland|welt|"
    r"politique|monde|défense|internacional|mundo|política|defensa|политика|мир|общество|в мире|армия|国际|军事|时政)$"
)
MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|mars|avr|juin|juil|août|déc|ene|"
    r"abr|ago|dic|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[\p{L}]*\.?"
)
_TIME = r"(?:(?:at |um |à |a las |в )?\d{1,2}[:.h]\d{2}(?::\d\d)?\s?(?:[ap]\.?m\.?|uhr|h)?(?: ?\(?[A-Z]{2,4}\)?)?)"
_DATE = (
    r"(?:\d{1,2}(?:st|nd|rd|th|er|\.)?\s+(?:de\s+)?" + MONTH + r"(?:\s+de)?,?\s+\d{4}|" + MONTH
    + r"\s+\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}|\d{4}-\d{2}-\d{2}|\d{1,2}[./-]\d{1,2}[./-]\d{4}|"
    r"\d{4}年\d{1,2}月\d{1,2}日)(?:\s*(?:г\.|года))?"
)  # fmt: skip
_STAMP_WORD = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun|\p{L}{2,8}tag|mittwoch|lundi|mardi|"
    r"mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|\p{Cyrillic}{5,12}(?:ник|"
    r"да|рг|ца|та|ье)|星期.|published|updated?|posted|last|on|at|le|um|mis à jour|actualizado|обновлено)[:.,]?"
)
# A line that is nothing but dates, with their weekdays, times and labels.
STAMP_LINE = rf"(?i)^\W*(?:{_STAMP_WORD}\s*)*{_DATE}(?:[\s|•·,/–-]*(?:{_STAMP_WORD}|{_DATE}|{_TIME}))*\W*$"
_NAME = r"[\p{Lu}][\p{L}'’-]+(?:[ ]+(?:[\p{Lu}][\p{L}'’-]*\.?|de|von|van|der|la|bin|al)){1,3}"
# Every longer word with a capital: how a site writes its own name.
_TITLE_CASE = r"^(?:[\p{Lu}\d][^ ]*|\p{L}{1,3})(?: (?:[\p{Lu}\d][^ ]*|\p{L}{1,3}))*$"
NAME_LINE = rf"^{_NAME}(?:(?:\s*(?:,| and | und | et | y | и |&)\s*){_NAME})*$"


def find_headline(batch: Batch) -> Batch:
    """Settle the line that is most likely the headline, if one is likely enough; add `headline_no`.

    What speaks for a line: the title that page or record states, being the h1, words shared with the lead,
    standing twice in the head, a usual length, standing first.
    """
    above_body = (pl.col("line_no") < pl.col("core_start")) | (pl.col("above") == 0)
    open_lines = batch.lines.filter(
        pl.col("kind").is_null() & above_body & pl.col("words").is_between(MIN_WORDS, MAX_WORDS)
        & ~pl.col("text").str.contains(STAMP_LINE) & ~pl.col("text").str.contains(r"[.。]\W*$").and_(pl.col("is_prose"))
    )  # fmt: skip
    lines = open_lines.select(
        "doc", "line_no", "order", "words", "folded", "text", "raw", "is_bullet", pl.col("path").fill_null("").alias("path"),
        tokens=_tokens(pl.col("folded")),
    )  # fmt: skip
    lead = (
        batch.lines.filter(pl.col("in_core") & pl.col("is_prose"))
        .group_by("doc", maintain_order=True)
        .agg(lead=pl.col("folded").head(LEAD_LINES).str.join(" "))
        .with_columns(lead=_tokens(pl.col("lead")))
    )
    titles = (
        batch.facts.filter(pl.col("name").is_in(["title", "page_title"]))
        .group_by("doc", maintain_order=True)
        .agg(stated=_tokens(pl.col("value").first().str.to_lowercase()))
    )
    scored = (
        lines.join(lead, on="doc", how="left")
        .join(titles, on="doc", how="left")
        .with_columns(
            overlap=_contained(pl.col("tokens"), pl.col("lead")),
            stated_overlap=pl.min_horizontal(
                _contained(pl.col("tokens"), pl.col("stated")), 1.25 * _contained(pl.col("stated"), pl.col("tokens"))
            ),
            stands_twice=pl.len().over("doc", "folded") > 1,
        )
        .with_columns(
            score=OVERLAP_WEIGHT * pl.col("overlap")
            + FACT_WEIGHT * (pl.col("stated_overlap") >= FACT_CONTAINMENT)
            + H1_WEIGHT * (pl.col("path").str.contains(r"(?:^|/)h1$") | pl.col("raw").str.contains(r"^\s*#\s"))
            + REPEAT_WEIGHT * pl.col("stands_twice")
            + USUAL_LENGTH_WEIGHT * pl.col("words").is_between(4, 22)
            - FULL_STOP_COST * pl.col("text").str.contains(r"[.。]\W*$|[,;]$")
            - pl.col("is_bullet").cast(pl.Float64)
            - COST_PER_LINE * pl.col("order").clip(upper_bound=20)
        )
        .filter((pl.col("score") >= MIN_SCORE) | ((pl.col("order") == 0) & (pl.col("score") >= 0)))
        .sort("doc", "score", "line_no", descending=[False, True, False])
    )
    best = scored.unique("doc", keep="first", maintain_order=True).select("doc", best_tokens="tokens")
    # Of a headline and its variants the one that stands first is the headline, the others repeat it.
    chosen = (
        scored.join(best, on="doc")
        .filter((pl.col("tokens") == pl.col("best_tokens")) | _is_variant(pl.col("tokens"), pl.col("best_tokens")))
        .sort("doc", "line_no")
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", headline_no="line_no", title_tokens="tokens")
    )
    joined = batch.lines.join(chosen, on="doc", how="left", maintain_order="left")
    is_headline = pl.col("line_no") == pl.col("headline_no")
    return replace(batch, lines=settle(joined, is_headline, "headline", "headline", 0.9))


def _tokens(folded: pl.Expr) -> pl.Expr:
    return folded.str.extract_all(_TOKEN).list.unique()


def _contained(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Share of `part`'s tokens that stand in `whole`; 0 where either is missing."""
    return (part.list.set_intersection(whole).list.len() / part.list.len().clip(lower_bound=1)).fill_null(0.0)


def _is_variant(tokens: pl.Expr, title: pl.Expr) -> pl.Expr:
    """Whether one of two lines holds nearly all words of the other, and enough of them not to do so by chance."""
    enough = pl.min_horizontal(tokens.list.len(), title.list.len()) >= MIN_TOKENS_OF_REPEAT
    return enough & (pl.max_horizontal(_contained(tokens, title), _contained(title, tokens)) >= REPEAT_CONTAINMENT)


def find_repeats(batch: Batch) -> Batch:
    """Settle variants of the headline above the body, and lines that stand twice, as repeats."""
    lines = batch.lines
    in_head = (pl.col("above") == 0) | (pl.col("line_no") < pl.col("core_start"))
    heads = lines.filter(
        pl.col("kind").is_null() & pl.col("headline_no").is_not_null() & in_head & (pl.col("words") <= MAX_WORDS)
    ).select("doc", "line_no", "title_tokens", tokens=_tokens(pl.col("folded")))
    variants = heads.filter(_is_variant(pl.col("tokens"), pl.col("title_tokens"))).select(
        "doc", "line_no", is_variant=pl.lit(value=True)
    )
    lines = lines.join(variants, on=["doc", "line_no"], how="left", maintain_order="left")
    stands_before = pl.col("line_no") > pl.col("line_no").min().over("doc", "folded")
    lines = settle(lines, pl.col("is_variant").fill_null(False), "repeat", "headline_variant", 0.85)
    lines = settle(lines, stands_before & (pl.col("words") >= 4), "repeat", "stands_twice", 0.85)
    return replace(batch, lines=lines.drop("is_variant", "title_tokens"))


def name_head(batch: Batch) -> Batch:
    """Settle what stands around the headline: section, kicker, standfirst, bare dates, bare names.

    A bare date over the headline is the page's own clock; below it, the day of publication.
    """
    lines = batch.lines
    has_headline = pl.col("headline_no").is_not_null()
    over = has_headline & (pl.col("line_no") < pl.col("headline_no"))
    under = ~over & ((pl.col("above") == 0) | (pl.col("line_no") < pl.col("core_start")))
    is_date = pl.col("text").str.contains(STAMP_LINE)
    lines = settle(lines, is_date & over, "page_clock", "bare_date_over_headline", 0.8)
    lines = settle(lines, is_date & under, "published_stamp", "bare_date_under_headline", 0.85)
    lines = settle(
        lines, is_date & (pl.col("line_no") > pl.col("core_end")), "published_stamp", "bare_date_at_end", 0.6
    )
    is_name = (
        pl.col("text").str.contains(NAME_LINE)
        & (pl.col("words") <= 6)
        & ~pl.col("text").str.contains(r"^The |^\p{Lu}+(?: \p{Lu}+)*$")
    )
    headline_order = pl.col("order").filter(pl.col("line_no") == pl.col("headline_no")).first().over("doc")
    distance = pl.col("order") - headline_order
    visible = pl.when(~pl.col("is_blank")).then(pl.col("kind").fill_null("open"))
    lines = lines.with_columns(
        next_kind=visible.backward_fill().shift(-1).over("doc"),
        previous_kind=visible.forward_fill().shift(1).over("doc"),
    )
    beside_stamp = pl.col("next_kind").is_in(["published_stamp", "byline"]) | (
        pl.col("previous_kind").is_in(["published_stamp", "byline"])
    )
    lines = settle(lines, is_name & under & beside_stamp, "byline", "bare_name_beside_date", 0.75)
    lines = settle(
        lines, is_name & under & (distance == 1) & (pl.col("words") <= 3), "byline", "name_under_headline", 0.65
    )
    stands_apart = pl.col("is_blank").shift(1, fill_value=True).over("doc") & pl.col("is_blank").shift(
        -1, fill_value=True
    ).over("doc")
    is_section = pl.col("text").str.contains(_SECTION)
    lines = settle(lines, over & stands_apart & (distance >= -2) & is_section, "section", "section_name", 0.8)
    names_site = (
        pl.col("text").str.contains(_TITLE_CASE)
        & (pl.col("words") <= SITE_NAME_WORDS)
        & ((pl.col("order") == 0) | pl.col("text").str.contains(r"^The |^\P{Ll}+$"))
    )
    lines = settle(lines, over & (names_site | is_section), "navigation", "name_of_site_or_section", 0.7)
    lines = settle(lines, over & (distance == -1) & pl.col("words").is_between(2, 12), "kicker", "over_headline", 0.65)
    head_end = (
        pl.col("order")
        .filter(
            under & pl.col("kind").is_in(["byline", "published_stamp", "photo_credit", "caption", "repeat", "share"])
        )
        .max()
        .over("doc")
    )
    in_head = under & has_headline & (pl.col("order") < head_end)
    lines = settle(lines, in_head & ~pl.col("ends_sentence") & (pl.col("words") <= 7), "kicker", "under_headline", 0.6)
    lines = settle(lines, in_head & pl.col("words").is_between(5, 60), "standfirst", "under_headline", 0.7)
    lines = settle(
        lines,
        has_headline & (distance == 1) & ~pl.col("is_closed") & pl.col("words").is_between(8, 45),
        "standfirst",
        "no_full_stop_under_headline",
        0.65,
    )
    return replace(batch, lines=lines.drop("next_kind", "previous_kind"))
