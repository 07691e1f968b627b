"""The headline and its repeats."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.decide import SECTION_NAME, settle
from transforms.headline_evidence import MAX_WORDS, MIN_WORDS, is_over_text, scored_candidates
from transforms.overlap import is_variant, tokens

MIN_LETTERS = 3  # of a headline of one word
MIN_WORDS_OF_TEASER = 4  # shorter lines stand twice for many reasons
# Scores of a headline: of any line, and of one that opens the text. Public pages and the sample corpus judged.
MIN_SCORE, MIN_FIRST_SCORE = 2.8, 2.0
HEADLINE_CONFIDENCE, REPEAT_CONFIDENCE = 0.9, 0.85


def find_headline(batch: Batch) -> Batch:
    """Settle the line that is most likely the headline, if one is likely enough; add `headline_no`.

    What speaks for a line: the title that page or record states, being the h1, the words of the page's address,
    words shared with the lead, a byline or date below it, a variant elsewhere in the head, a usual length.
    """
    scored = scored_candidates(batch)
    stands_first = (pl.col("order") == 0) | pl.col("is_over_text")
    likely = scored.filter((pl.col("score") >= MIN_SCORE) | (stands_first & (pl.col("score") >= MIN_FIRST_SCORE)))
    best = (
        likely.sort("doc", "score", "line_no", descending=[False, True, False])
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", best_tokens="tokens")
    )
    # Of a headline and its variants the one that speaks best for itself whole is the headline, the others repeat it.
    same = (pl.col("tokens") == pl.col("best_tokens")) | is_variant(pl.col("tokens"), pl.col("best_tokens"))
    chosen = (
        likely.join(best, on="doc")
        .filter(same)
        .sort("doc", "is_cut", "score", "line_no", descending=[False, False, True, False])
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", headline_no="line_no", title_tokens="tokens")
    )
    chosen = pl.concat([chosen, _lone_words(batch.lines).join(chosen, on="doc", how="anti")])
    # A line with nothing below it is no headline but all there is.
    last = batch.lines.filter(~pl.col("is_blank")).group_by("doc").agg(last_no=pl.col("line_no").max())
    chosen = chosen.join(last, on="doc").filter(pl.col("headline_no") < pl.col("last_no")).drop("last_no")
    lines = batch.lines.join(chosen, on="doc", how="left", maintain_order="left")
    is_headline = pl.col("line_no") == pl.col("headline_no")
    lines = lines.with_columns(kind=pl.when(~is_headline.fill_null(value=False)).then("kind"))
    return replace(batch, lines=settle(lines, is_headline, "headline", "headline", HEADLINE_CONFIDENCE))


def _lone_words(lines: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `headline_no`, `title_tokens`: a headline of one word, for documents in which nothing longer is one."""
    text = pl.when(pl.col("words") < MIN_WORDS).then("text")
    is_word = text.str.contains(rf"^\p{{Lu}}\p{{L}}{{{MIN_LETTERS - 1},}}[!?]?$")
    return lines.filter(is_word & pl.col("kind").is_null() & is_over_text() & ~text.str.contains(SECTION_NAME)).select(
        "doc", headline_no="line_no", title_tokens=tokens(pl.col("folded"))
    )


def find_repeats(batch: Batch) -> Batch:
    """Settle variants of the headline above the body, and lines that stand twice, as repeats."""
    lines = batch.lines
    in_head = (pl.col("above") == 0) | (pl.col("line_no") < pl.col("core_start"))
    heads = lines.filter(
        pl.col("kind").is_null()
        & pl.col("headline_no").is_not_null()
        & in_head
        & (pl.col("words") <= MAX_WORDS)
        & ~(pl.col("in_core") & pl.col("is_prose"))
    ).select("doc", "line_no", "title_tokens", tokens=tokens(pl.col("folded")))
    variants = heads.filter(is_variant(pl.col("tokens"), pl.col("title_tokens"))).select(
        "doc", "line_no", is_variant=True
    )
    lines = lines.join(variants, on=["doc", "line_no"], how="left", maintain_order="left")
    long_enough = ~pl.col("is_blank") & (pl.col("words") >= MIN_WORDS_OF_TEASER)
    again = (
        lines.lazy()
        .filter(long_enough)
        .select("doc", "line_no", stands_before=~pl.struct("doc", "folded").is_first_distinct())
        .filter("stands_before")
        .collect()
    )
    lines = lines.join(again, on=["doc", "line_no"], how="left", maintain_order="left")
    lines = settle(lines, pl.col("is_variant").is_not_null(), "repeat", "headline_variant", REPEAT_CONFIDENCE)
    lines = settle(lines, pl.col("stands_before").is_not_null(), "repeat", "stands_twice", REPEAT_CONFIDENCE)
    return replace(batch, lines=lines.drop("is_variant", "stands_before", "title_tokens"))
