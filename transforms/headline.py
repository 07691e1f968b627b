"""The headline and its repeats."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch
from transforms.decide import SECTION_NAME, longest_part, settle
from transforms.stamps import STAMP_LINE

# Words that carry content: three letters or more, or one Chinese or Japanese character.
_TOKEN = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[\p{L}\p{N}]{3,}"
LEAD_LINES = 8  # paragraphs of the body whose words a headline is compared with: the lead tells the story
CANDIDATES = 30  # open lines of the head that are considered: more are a list of links
MIN_WORDS, MAX_WORDS = 2, 35
MIN_LETTERS = 3  # of a headline of one word
# A trail of sections: `A > B`, `A / B / C`. A headline may hold one slash, never two between blanks.
_TRAIL = r"\S\s+[>»›→]\s+\S|\S\s+/\s+\S.*\s/\s+\S"
MIN_TOKENS_OF_REPEAT = 3  # below that two lines share their words by chance
REPEAT_CONTAINMENT = 0.8  # share of the shorter line's words found in the longer one
REPEAT_LENGTHS = 3  # a line more times as long holds the title's words because it tells the story
MIN_WORDS_OF_TEASER = 4  # shorter lines stand twice for many reasons
EXPECTED_MISSES = 2
FACT_CONTAINMENT = 0.7  # a page's stated title may carry the site's name and be cut short
FACT_EXCESS = 1.25  # and may be so much longer than the headline

# Weights of what speaks for a headline, judged on the sample corpus; those of the address on public pages.
FACT_WEIGHT, H1_WEIGHT, OVERLAP_WEIGHT, REPEAT_WEIGHT, FIRST_WEIGHT = 3.0, 2.0, 1.0, 0.6, 0.25
SLUG_WEIGHT, SLUG_MISS_COST, SLUG_CONTAINMENT, MIN_TOKENS_OF_SLUG = 2.0, 1.0, 0.6, 3
USUAL_WORDS, USUAL_LENGTH_WEIGHT = (5, 22), 0.5
FULL_STOP_COST, COST_PER_LINE, LAST_LINE_COUNTED = 0.7, 0.01, 20
MIN_SCORE = 0.35
HEADLINE_CONFIDENCE, REPEAT_CONFIDENCE = 0.9, 0.85


def find_headline(batch: Batch) -> Batch:
    """Settle the line that is most likely the headline, if one is likely enough; add `headline_no`.

    What speaks for a line: the title that page or record states, being the h1, the words of the page's address,
    words shared with the lead, a variant elsewhere in the head, a usual length, standing first.
    """
    scored = _scored(_candidates(batch), batch)
    stands_first = (pl.col("order") == 0) | pl.col("is_over_text")
    likely = scored.filter((pl.col("score") >= MIN_SCORE) | (stands_first & (pl.col("score") >= 0)))
    best = (
        likely.sort("doc", "score", "line_no", descending=[False, True, False])
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", best_tokens="tokens")
    )
    # Of a headline and its variants the one that stands first whole is the headline, the others repeat it.
    chosen = (
        likely.join(best, on="doc")
        .filter((pl.col("tokens") == pl.col("best_tokens")) | _is_variant(pl.col("tokens"), pl.col("best_tokens")))
        .sort("doc", "is_cut", "line_no")
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", headline_no="line_no", title_tokens="tokens")
    )
    chosen = pl.concat([chosen, _lone_words(batch.lines).join(chosen, on="doc", how="anti")])
    lines = batch.lines.join(chosen, on="doc", how="left", maintain_order="left")
    is_headline = pl.col("line_no") == pl.col("headline_no")
    return replace(batch, lines=settle(lines, is_headline, "headline", "headline", HEADLINE_CONFIDENCE))


def _candidates(batch: Batch) -> pl.DataFrame:
    """Open lines above the body that could be a headline, beside them the words of the page's address."""
    above_body = (pl.col("line_no") < pl.col("core_start")) | (pl.col("above") == 0)
    lines = batch.lines.with_columns(is_over_text=_is_over_text()).join(
        _slugs(batch.documents), on="doc", how="left", maintain_order="left"
    )
    ends_with_stop = pl.col("text").str.contains(r"[.。]\W*$")
    return (
        lines.filter(
            pl.col("kind").is_null()
            & above_body
            & pl.col("words").is_between(MIN_WORDS, MAX_WORDS)
            & ~(ends_with_stop & pl.col("is_prose"))
            & ~pl.col("text").str.contains(STAMP_LINE)
            & ~pl.col("text").str.contains(_TRAIL)
        )
        .with_columns(tokens=tokens(pl.col("folded")))
        .with_columns(slug_ratio=_contained(pl.col("slug"), pl.col("tokens")))
        .filter((pl.int_range(pl.len()).over("doc") < CANDIDATES) | (pl.col("slug_ratio") >= SLUG_CONTAINMENT))
        .select(
            *("doc", "line_no", "order", "words", "is_bullet", "is_over_text", "tokens", "slug_ratio"),
            has_slug=pl.col("slug").is_not_null(),
            is_first=pl.col("line_no") == pl.col("line_no").first().over("doc"),
            is_h1=pl.col("path").str.contains(r"(?:^|/)h1$").fill_null(value=False)
            | pl.col("raw").str.contains(r"^\s*#\s"),
            ends_badly=pl.col("text").str.contains(r"[.。]\W*$|[,;]$"),
            is_cut=pl.col("is_bullet") | pl.col("text").str.contains(r"(?:…|\.\.\.)$"),
        )
    )


def _slugs(documents: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `slug`: the words of that part of the page's address that has most: sites make it of the title."""
    path = pl.col("page_url").str.replace(r"[?#].*$", "").str.replace(r"^\w+://[^/]*", "").str.to_lowercase()
    parts = path.str.split("/")
    counts = parts.list.eval(pl.element().str.count_matches(_TOKEN))
    return documents.select("doc", slug=tokens(parts.list.get(counts.list.arg_max(), null_on_oob=True))).filter(
        pl.col("slug").list.len() >= MIN_TOKENS_OF_SLUG
    )


def _is_over_text() -> pl.Expr:
    """Whether a line is the first that no rule knows, and the next one is a byline, a date or the body."""
    is_open = ~pl.col("is_blank") & pl.col("kind").is_null()
    opens_text = pl.col("kind").is_in(["byline", "published_stamp", "dateline"]) | (pl.col("in_core") & is_open)
    next_opens = pl.when(~pl.col("is_blank")).then(opens_text).backward_fill().shift(-1).over("doc")
    is_first_open = is_open & (is_open.cast(pl.Int64).cum_sum().over("doc") == 1)
    return (is_first_open & ~pl.col("in_core") & next_opens).fill_null(value=False)


def _lone_words(lines: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `headline_no`, `title_tokens`: a headline of one word, for documents in which nothing longer is one."""
    text = pl.col("text")
    is_word = (pl.col("words") < MIN_WORDS) & text.str.contains(rf"^\P{{Ll}}\p{{L}}{{{MIN_LETTERS - 1},}}[!?]?$")
    return lines.filter(is_word & _is_over_text() & ~text.str.contains(SECTION_NAME)).select(
        "doc", headline_no="line_no", title_tokens=tokens(pl.col("folded"))
    )


def _scored(lines: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Add `score` to the candidates."""
    lead = (
        batch.lines.filter(pl.col("in_core") & pl.col("is_prose"))
        .group_by("doc", maintain_order=True)
        .agg(lead=pl.col("folded").head(LEAD_LINES).str.join(" "))
        .with_columns(lead=tokens(pl.col("lead")))
    )
    stated = (
        batch.facts.filter(pl.col("name").is_in(["title", "page_title"]))
        .group_by("doc", maintain_order=True)
        .agg(stated=pl.col("value").first().str.to_lowercase())
        .select("doc", stated=tokens(pl.col("stated")), stated_part=tokens(longest_part(pl.col("stated"))))
    )
    pairs = lines.select("doc", "line_no", "tokens").join(
        lines.select("doc", other_no="line_no", other_tokens="tokens"), on="doc"
    )
    varied = (
        pairs.filter(pl.col("line_no") != pl.col("other_no"))
        .filter(_is_variant(pl.col("tokens"), pl.col("other_tokens")))
        .select("doc", "line_no", has_variant=True)
        .unique()
    )
    stated_overlap = pl.max_horizontal(
        pl.min_horizontal(
            _contained(pl.col("tokens"), pl.col(title)), FACT_EXCESS * _contained(pl.col(title), pl.col("tokens"))
        )
        for title in ("stated", "stated_part")
    )
    # Few words are all found in a lead more easily than many.
    in_lead = pl.col("tokens").list.set_intersection("lead").list.len().fill_null(0)
    overlap = in_lead / (pl.col("tokens").list.len() + EXPECTED_MISSES)
    return (
        lines.join(lead, on="doc", how="left")
        .join(stated, on="doc", how="left")
        .join(varied, on=["doc", "line_no"], how="left")
        .with_columns(
            score=OVERLAP_WEIGHT * overlap
            + FACT_WEIGHT * (stated_overlap >= FACT_CONTAINMENT)
            + H1_WEIGHT * pl.col("is_h1")
            + SLUG_WEIGHT * pl.col("slug_ratio")
            - SLUG_MISS_COST * (pl.col("has_slug") & (pl.col("slug_ratio") == 0))
            + REPEAT_WEIGHT * pl.col("has_variant").fill_null(value=False)
            + FIRST_WEIGHT * pl.col("is_first")
            + USUAL_LENGTH_WEIGHT * pl.col("words").is_between(*USUAL_WORDS)
            - FULL_STOP_COST * pl.col("ends_badly")
            - pl.col("is_bullet").cast(pl.Float64)
            - COST_PER_LINE * pl.col("order").clip(upper_bound=LAST_LINE_COUNTED)
        )
    )


def tokens(folded: pl.Expr) -> pl.Expr:
    """The distinct words of a folded line that carry content."""
    return folded.str.extract_all(_TOKEN).list.unique()


def _contained(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Share of `part`'s tokens that stand in `whole`; 0 where either is missing."""
    return (part.list.set_intersection(whole).list.len() / part.list.len().clip(lower_bound=1)).fill_null(0.0)


def _is_variant(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether one of two lines holds nearly all words of the other, and enough of them not to do so by chance."""
    shorter = pl.min_horizontal(one.list.len(), other.list.len())
    longer = pl.max_horizontal(one.list.len(), other.list.len())
    is_comparable = (shorter >= MIN_TOKENS_OF_REPEAT) & (longer <= REPEAT_LENGTHS * shorter)
    return is_comparable & (pl.max_horizontal(_contained(one, other), _contained(other, one)) >= REPEAT_CONTAINMENT)


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
    variants = heads.filter(_is_variant(pl.col("tokens"), pl.col("title_tokens"))).select(
        "doc", "line_no", is_variant=True
    )
    lines = lines.join(variants, on=["doc", "line_no"], how="left", maintain_order="left")
    long_enough = ~pl.col("is_blank") & (pl.col("words") >= MIN_WORDS_OF_TEASER)
    again = lines.filter(long_enough).select(
        "doc", "line_no", stands_before=~pl.struct("doc", "folded").is_first_distinct()
    )
    lines = lines.join(again.filter("stands_before"), on=["doc", "line_no"], how="left", maintain_order="left")
    lines = settle(lines, pl.col("is_variant").is_not_null(), "repeat", "headline_variant", REPEAT_CONFIDENCE)
    lines = settle(lines, pl.col("stands_before").is_not_null(), "repeat", "stands_twice", REPEAT_CONFIDENCE)
    return replace(batch, lines=lines.drop("is_variant", "stands_before", "title_tokens"))
