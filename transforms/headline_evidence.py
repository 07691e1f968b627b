"""What speaks for a line being the headline."""

import polars as pl

from transforms.batch import Batch
from transforms.decide import longest_part
from transforms.overlap import MIN_TOKENS_OF_REPEAT, TOKEN, contained, is_variant, tokens
from transforms.signatures import is_covered, signed_lines
from transforms.stamps import STAMP_LINE

LEAD_LINES = 8  # paragraphs of the body whose words a headline is compared with: the lead tells the story
CANDIDATES = 16  # likely lines of a document that are compared with each other
MIN_WORDS, MAX_WORDS = 2, 35
# A trail of sections: `A > B`, `A / B / C`. A headline may hold one slash, never two between blanks.
_TRAIL = r"\S\s+[>»›→]\s+\S|\S\s+/\s+\S.*\s/\s+\S"
# The name of the site behind the title, or a label of the page before it.
_SITE_BEHIND = r"\S\s+[|–—-]\s+[^|–—-]{2,40}$|^[^:]{2,24}\s:\s"
_H1 = r"(?:^|/)h1$"
EXPECTED_MISSES = 2
FACT_CONTAINMENT = 0.7  # a page's stated title may carry the site's name and be cut short
FACT_EXCESS = 1.25  # and may be so much longer than the headline
SIGNED_LINES = 5  # visible lines under a headline in which byline or date mostly begin
BEYOND_WORDS = 250  # words of prose that may stand over a headline, where other evidence speaks for it
HEAD_LINES, FIRST_LINES = 40, 10  # visible lines over the body, and of the page, that need no other evidence
MIN_TOKENS_OF_SLUG, SLUG_CONTAINMENT = 3, 0.6
USUAL_WORDS = (5, 22)
SHORT_HEAD = 8  # visible lines over the body of a text without a menu: its first line is its headline more often
NEAR_LINES = 4  # visible lines over the body at which half of the nearness is gone

# Weights of the evidence: a conditional logit over the candidates of public pages of news, half of the sites held out,
# rounded; the sample corpus bounds the rounding.
WEIGHTS = {
    "is_stated": 3.0,
    "is_h1": 2.5,
    "slug_ratio": 3.0,
    "misses_slug": -1.0,
    "overlap": 3.0,
    "has_variant": 0.8,
    "opens_short": 1.2,
    "is_usual": 1.5,
    "ends_badly": -1.2,
    "is_bullet": -2.5,
    "is_signed": 1.8,
    "nearness": 1.2,
    "is_covered": -0.5,
    "has_site": -0.3,
}


def scored_candidates(batch: Batch) -> pl.DataFrame:
    """Lines that could be a headline, with what speaks for each and their `score`."""
    lines = _candidates(batch)
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
    stated_overlap = pl.max_horizontal(
        pl.min_horizontal(
            contained(pl.col("tokens"), pl.col(title)), FACT_EXCESS * contained(pl.col(title), pl.col("tokens"))
        )
        for title in ("stated", "stated_part")
    )
    # Few words are all found in a lead more easily than many.
    in_lead = pl.col("tokens").list.set_intersection("lead").list.len().fill_null(0)
    first = _with_score(
        lines.join(lead, on="doc", how="left", maintain_order="left")
        .join(stated, on="doc", how="left", maintain_order="left")
        .with_columns(
            overlap=in_lead / (pl.col("tokens").list.len() + EXPECTED_MISSES),
            is_stated=stated_overlap >= FACT_CONTAINMENT,
            has_variant=pl.lit(value=False),
        )
    )
    likely = first.filter(pl.col("score").rank("ordinal", descending=True).over("doc") <= CANDIDATES)
    return _with_score(_with_variants(likely))


def _candidates(batch: Batch) -> pl.DataFrame:
    """Lines that could be a headline: open ones above the body, the h1, and what byline or address speak for."""
    lines = batch.lines.with_columns(is_over_text=is_over_text()).join(
        _slugs(batch.documents), on="doc", how="left", maintain_order="left"
    )
    ends_with_stop = pl.col("text").str.contains(r"[.。]\W*$")
    is_h1 = pl.col("path").str.contains(_H1).fill_null(value=False) | pl.col("raw").str.contains(r"^\s*#\s")
    start = pl.col("order").filter(pl.col("line_no") == pl.col("core_start")).first().over("doc")
    gap = start - pl.col("order")
    heads = lines.with_columns(gap=gap).filter(~pl.col("is_blank") & (pl.col("above") <= BEYOND_WORDS))
    lines = _with_signed(heads.with_columns(is_h1=is_h1, is_covered=is_covered()))
    is_near = (pl.col("gap") <= HEAD_LINES) | (pl.col("order") <= FIRST_LINES)
    above_body = (pl.col("line_no") < pl.col("core_start")) | (pl.col("above") == 0)
    fits = (
        (pl.col("kind").is_null() | pl.col("is_h1") | pl.col("is_covered"))
        & (above_body | (pl.col("line_no") < pl.col("core_end")))
        & pl.col("words").is_between(MIN_WORDS, MAX_WORDS)
        & ~(ends_with_stop & pl.col("is_prose") & ~pl.col("is_h1"))
    )
    return (
        lines.filter(fits)
        .filter(~pl.col("text").str.contains(STAMP_LINE) & ~pl.col("text").str.contains(_TRAIL))
        .with_columns(tokens=tokens(pl.col("folded")))
        .with_columns(slug_ratio=contained(pl.col("slug"), pl.col("tokens")))
        .filter(
            (above_body & is_near) | pl.col("is_h1") | pl.col("is_signed") | (pl.col("slug_ratio") >= SLUG_CONTAINMENT)
        )
        .select(
            *("doc", "line_no", "order", "words", "is_over_text", "tokens", "slug_ratio", "is_h1", "is_covered"),
            *("is_bullet", "is_signed"),
            misses_slug=pl.col("slug").is_not_null() & (pl.col("slug_ratio") == 0),
            opens_short=(pl.col("line_no") == pl.col("line_no").first().over("doc")) & (pl.col("gap") <= SHORT_HEAD),
            is_usual=pl.col("words").is_between(*USUAL_WORDS),
            nearness=pl.when(pl.col("gap") >= 0)
            .then(1 / (1 + pl.col("gap") / NEAR_LINES))
            .otherwise(0.0)
            .fill_null(0.0),
            has_site=pl.col("text").str.contains(_SITE_BEHIND),
            ends_badly=pl.col("text").str.contains(r"[.。]\W*$|[,;]$"),
            is_cut=pl.col("is_bullet") | pl.col("text").str.contains(r"(?:…|\.\.\.)$"),
        )
    )


def _with_signed(lines: pl.DataFrame) -> pl.DataFrame:
    """Tell of each line whether one of the next visible lines names a day or an author."""
    signs = signed_lines(lines).with_columns(signs=True)
    lines = lines.join(signs, on=["doc", "line_no"], how="left", maintain_order="left")
    signs_soon = [
        pl.col("signs").is_not_null().shift(-n, fill_value=False).over("doc") for n in range(1, SIGNED_LINES + 1)
    ]
    return lines.with_columns(is_signed=pl.any_horizontal(signs_soon)).drop("signs")


def _with_score(lines: pl.DataFrame) -> pl.DataFrame:
    return lines.with_columns(
        score=pl.sum_horizontal(weight * pl.col(name).cast(pl.Float64) for name, weight in WEIGHTS.items())
    )


def _with_variants(lines: pl.DataFrame) -> pl.DataFrame:
    """Tell of each line whether another one of its document is a variant of it."""
    some = lines.select("doc", "line_no", "tokens").filter(pl.col("tokens").list.len() >= MIN_TOKENS_OF_REPEAT)
    pairs = (
        some.join(some.select("doc", other_no="line_no", other_tokens="tokens"), on="doc")
        .filter(pl.col("line_no") < pl.col("other_no"))
        .filter(is_variant(pl.col("tokens"), pl.col("other_tokens")))
    )
    both = pl.concat([pairs.select("doc", "line_no"), pairs.select("doc", line_no="other_no")])
    varied = both.unique().with_columns(is_varied=True)
    return (
        lines.join(varied, on=["doc", "line_no"], how="left", maintain_order="left")
        .with_columns(has_variant=pl.col("is_varied").is_not_null())
        .drop("is_varied")
    )


def _slugs(documents: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `slug`: the words of that part of the page's address that has most: sites make it of the title."""
    path = pl.col("page_url").str.replace(r"[?#].*$", "").str.replace(r"^\w+://[^/]*", "").str.to_lowercase()
    parts = path.str.split("/")
    counts = parts.list.eval(pl.element().str.count_matches(TOKEN))
    return documents.select("doc", slug=tokens(parts.list.get(counts.list.arg_max(), null_on_oob=True))).filter(
        pl.col("slug").list.len() >= MIN_TOKENS_OF_SLUG
    )


def is_over_text() -> pl.Expr:
    """Whether a line is the first that no rule knows, and the next one is a byline, a date or the body."""
    is_open = ~pl.col("is_blank") & pl.col("kind").is_null()
    opens_text = pl.col("kind").is_in(["byline", "published_stamp", "dateline"]) | (pl.col("in_core") & is_open)
    next_opens = pl.when(~pl.col("is_blank")).then(opens_text).backward_fill().shift(-1).over("doc")
    is_first_open = is_open & (is_open.cast(pl.Int64).cum_sum().over("doc") == 1)
    return (is_first_open & ~pl.col("in_core") & next_opens).fill_null(value=False)
