"""Texts as the attribution model reads them: every quotation is one element, told only by how it begins and ends.

What stands between the marks says little about who said it, and without it a speaker stands close to his words.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.quotes import Quotes
from transforms.statements.lists import word_list
from transforms.tokens import (
    INITIAL,
    NUMBER,
    PARAGRAPH,
    PUNCTUATION,
    TITLE,
    WORD,
    Counts,
    Flags,
    Hashes,
    Tokens,
)

# How a quotation ends: with a comma, a full stop, a question or an exclamation, without any, or not at all.
ENDS_COMMA, ENDS_STOP, ENDS_QUESTION, ENDS_BARE, ENDS_NEVER = range(5)
LENGTHS = (1, 3, 6, 15)  # words up to which a quotation is of one length class
QUOTE_KINDS = 5 * (len(LENGTHS) + 1) * 2
_COMMAS, _STOPS, _QUESTIONS = (np.array([ord(c) for c in marks], np.uint32) for marks in (",;:", ".…", "?!"))
_ENDS = np.concatenate([_STOPS, _QUESTIONS])
_POINT = ord(".")
_OPENS = np.array([ord(c) for c in "([-–—•*"], np.uint32)  # with these a sentence may begin


@dataclass(frozen=True, slots=True)
class Stream:
    """Elements of all texts, in order: tokens outside of quotations, and quotations.

    token: the token each element is or begins with; last: the last one. quote: number of the quotation, -1 for
    tokens. quote_kind: of a quotation, its end, length and first letter as one number below QUOTE_KINDS. is_title: one
    for each quotation, whether it is set like the title of a work. form: kind, shape and blank before as one number
    below FORMS. paragraph, sentence: numbers of them in the batch.
    """

    token: Counts
    last: Counts
    quote: Counts
    quote_kind: Counts
    is_title: Flags
    word: Hashes
    head: Hashes
    tail: Hashes
    form: NDArray[np.int64]
    text: Counts
    paragraph: Counts
    sentence: Counts

    def __len__(self) -> int:
        return len(self.token)


FORMS = 5 * 5 * 2


def read_stream(tokens: Tokens, quotes: Quotes) -> Stream:
    """Lay out the elements of a batch."""
    change = np.zeros(len(tokens) + 1, np.int64)
    change[quotes.first] += 1
    change[quotes.last + 1] -= 1
    inside = np.cumsum(change[:-1]) > 0
    number = np.full(len(tokens), -1, np.int64)
    number[quotes.first] = np.arange(len(quotes))
    token = np.flatnonzero(~inside | (number >= 0))
    quote = number[token]
    is_quote = quote >= 0
    last = token.copy()
    last[is_quote] = quotes.last
    kind = np.full(len(token), -1, np.int64)
    kind[is_quote] = _quote_kinds(tokens, quotes)
    form = (tokens.kind[token].astype(np.int64) * 5 + tokens.shape[token]) * 2 + tokens.spaced[token]
    return Stream(
        token=token,
        last=last,
        quote=quote,
        quote_kind=kind,
        is_title=_are_titles(tokens, quotes),
        word=tokens.word[token],
        head=tokens.head[token],
        tail=tokens.tail[token],
        form=form,
        text=tokens.text[token],
        paragraph=tokens.paragraph[token],
        sentence=_sentences(tokens, token, is_quote, kind),
    )


def _sentences(tokens: Tokens, token: Counts, is_quote: Flags, quote_kind: Counts) -> Counts:
    """Number the sentences of the batch; what stands between quotation marks divides none."""
    mark = np.where(is_quote, 0, tokens.mark[token])
    kind, shape, spaced = tokens.kind[token], tokens.shape[token], tokens.spaced[token]
    after = np.minimum(np.arange(len(token)) + 1, len(token) - 1)
    before = np.maximum(np.arange(len(token)) - 1, 0)
    is_capital = (shape >= TITLE) & ~is_quote
    opens = is_capital | (kind == NUMBER) | is_quote | np.isin(mark, _OPENS)
    shortened = np.isin(tokens.word[token], word_list("shortened")) | (shape == INITIAL)
    shortened |= (
        np.isin(tokens.word[token], word_list("numbered")) & (kind == NUMBER)[np.minimum(after + 1, len(token) - 1)]
    )
    is_theirs = (mark == _POINT) & shortened[before] & ~spaced
    ends = np.isin(mark, _ENDS) & (spaced | is_quote)[after] & opens[after] & ~is_theirs
    is_stopped = is_quote & (quote_kind // (2 * (len(LENGTHS) + 1)) == ENDS_STOP)
    ends |= is_stopped & (is_capital & (kind == WORD))[after]
    is_dotted = (kind == WORD) & ~is_quote & (tokens.points[tokens.end[token] - 1] == _POINT)
    ends |= is_dotted & (is_capital & np.isin(tokens.word[token], word_list("beginnings")))[after]
    ends |= kind == PARAGRAPH
    return np.concatenate([[0], np.cumsum(ends)[:-1]]) if len(token) else np.zeros(0, np.int64)


def _quote_kinds(tokens: Tokens, quotes: Quotes) -> Counts:
    """Return end, length class and capital of each quotation as one number."""
    ends = _ends(tokens, quotes)
    words = np.concatenate([[0], np.cumsum(tokens.kind < PUNCTUATION)])
    length = np.searchsorted(LENGTHS, words[quotes.last + 1] - words[quotes.first])
    opening = np.minimum(quotes.first + quotes.has_mark, len(tokens) - 1)
    is_capital: Flags = tokens.shape[opening] >= TITLE
    kinds: Counts = (ends * (len(LENGTHS) + 1) + length) * 2 + is_capital
    return kinds


def _are_titles(tokens: Tokens, quotes: Quotes) -> Flags:
    """Which quotations are titles of works: two and more words, all with capitals but the small ones, and no stop."""
    is_word = tokens.kind == WORD
    is_small = is_word & np.isin(tokens.word, word_list("small_in_titles"))
    large = np.concatenate([[0], np.cumsum(is_word & ~is_small & (tokens.shape >= TITLE))])
    low = np.concatenate([[0], np.cumsum(is_word & ~is_small & (tokens.shape < TITLE))])
    after, first = quotes.last + 1, quotes.first
    inner = tokens.mark[quotes.last - quotes.is_closed]
    found: Flags = (large[after] - large[first] >= 2) & (low[after] == low[first]) & ~np.isin(inner, _STOPS)
    return found


def _ends(tokens: Tokens, quotes: Quotes) -> Counts:
    """Return how each quotation ends; a comma may stand inside the closing mark or just behind it."""
    inner = tokens.mark[quotes.last - quotes.is_closed]
    behind = tokens.mark[np.minimum(quotes.last + 1, len(tokens) - 1)]
    ends = np.full(len(quotes), ENDS_BARE, np.int64)
    ends[np.isin(behind, _STOPS)] = ENDS_STOP
    ends[np.isin(behind, _COMMAS)] = ENDS_COMMA
    ends[np.isin(inner, _STOPS)] = ENDS_STOP
    ends[np.isin(inner, _QUESTIONS)] = ENDS_QUESTION
    ends[np.isin(inner, _COMMAS)] = ENDS_COMMA
    ends[quotes.left_open(tokens)] = ENDS_NEVER
    return ends
