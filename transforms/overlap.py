"""Which words two lines share."""

import polars as pl

# Words that carry content: three letters or more, or one Chinese or Japanese character.
TOKEN = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|[\p{L}\p{N}]{3,}"
MIN_TOKENS_OF_REPEAT = 3  # below that two lines share their words by chance
REPEAT_CONTAINMENT = 0.8  # share of the shorter line's words found in the longer one
REPEAT_LENGTHS = 3  # a line more times as long holds the title's words because it tells the story


def tokens(folded: pl.Expr) -> pl.Expr:
    """The distinct words of a folded line that carry content."""
    return folded.str.extract_all(TOKEN).list.unique()


def contained(part: pl.Expr, whole: pl.Expr) -> pl.Expr:
    """Share of `part`'s tokens that stand in `whole`; 0 where either is missing."""
    return (part.list.set_intersection(whole).list.len() / part.list.len().clip(lower_bound=1)).fill_null(0.0)


def is_variant(one: pl.Expr, other: pl.Expr) -> pl.Expr:
    """Whether one of two lines holds nearly all words of the other, and enough of them not to do so by chance."""
    shorter = pl.min_horizontal(one.list.len(), other.list.len())
    longer = pl.max_horizontal(one.list.len(), other.list.len())
    is_comparable = (shorter >= MIN_TOKENS_OF_REPEAT) & (longer <= REPEAT_LENGTHS * shorter)
    return is_comparable & (pl.max_horizontal(contained(one, other), contained(other, one)) >= REPEAT_CONTAINMENT)
