"""What each line looks like, as columns over the whole batch."""

from dataclasses import replace

import polars as pl

from transforms.batch import Batch

# Written without blanks between words; about 1.7 characters make a word (Chinese Treebank segmentation).
_UNSPACED = r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]"
_UNSPACED_PER_WORD = 1.7
_SENTENCE_END = r"""[.!?…。！？][\s"'”’»“)\]]*$"""
# A sentence may also close with a colon (before a list or quotation), a quotation mark, or be signed behind a dash.
_CLOSED = r"""(?:[.!?…。！？:：;][\s"'”’»“)\]]*|["”»“]|[.!?…][”"]? [—–] \S.{0,40})$"""
_BULLET = r"^(?:[•·▪◦‣*–—-]|\d{1,2}[.)]|[a-z]\))\s+\S"
# All that is no word, but for single blanks: a match costs more than what is skipped, and most stand right already.
_BETWEEN_WORDS = r" *[^\p{L}\p{N} ][^\p{L}\p{N}]*|  +"
PROSE_WORDS = 8  # a line this long that ends like a sentence reads as prose; shorter ones may be anything
LONG_WORDS = 20  # prose this long is hardly ever chrome


def measure_lines(batch: Batch) -> Batch:
    """Add the columns the rules and the placing of lines look at; `order` counts non-blank lines from 0."""
    text = pl.col("text")
    is_ascii = text.str.len_bytes() == text.str.len_chars()
    unspaced = pl.when(~is_ascii).then(text).str.count_matches(_UNSPACED).fill_null(0)
    lines = batch.lines.with_columns(
        chars=text.str.len_chars().cast(pl.Int64),
        words=(_between_blanks(text) + unspaced / _UNSPACED_PER_WORD).cast(pl.Int64),
        ends_sentence=text.str.contains(_SENTENCE_END),
        is_closed=text.str.contains(_CLOSED),
        is_bullet=text.str.contains(_BULLET),
        folded=folded(text),
    ).with_columns(is_blank=pl.col("chars") == 0)
    lines = lines.with_columns(
        is_prose=((pl.col("words") >= PROSE_WORDS) & pl.col("ends_sentence"))
        | ((pl.col("words") >= LONG_WORDS) & pl.col("is_closed"))
        | (pl.col("words") >= 2 * LONG_WORDS),
        order=(~pl.col("is_blank")).cast(pl.Int64).cum_sum().over("doc") - 1,
    )
    return replace(batch, lines=lines)


def _between_blanks(text: pl.Expr) -> pl.Expr:
    """Stretches without a blank in trimmed text: one more than its blanks, where these are single spaces."""
    is_odd = text.str.contains(r"  |[^\S ]")
    stretches = pl.when(is_odd).then(text).str.count_matches(r"\S+")
    return stretches.fill_null(text.str.count_matches(" ", literal=True) + (text != "").cast(pl.UInt32))


def folded(text: pl.Expr) -> pl.Expr:
    """Letters and digits in lower case, one blank between words: what two spellings of a line share."""
    return text.str.to_lowercase().str.replace_all(_BETWEEN_WORDS, " ").str.strip_chars()
