"""Texts as the attribution model reads them: every quotation is one element, told only by how it begins and ends.

What stands between the marks says little about who said it, and without it a speaker stands close to his words.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.quotes import Quotes
from transforms.tokens import PUNCTUATION, TITLE, Counts, Flags, Hashes, Tokens

# How a quotation ends: with a comma, a full stop, a question or an exclamation, without any, or not at all.
ENDS_COMMA, ENDS_STOP, ENDS_QUESTION, ENDS_BARE, ENDS_NEVER = range(5)
LENGTHS = (1, 3, 6, 15)  # words up to which a quotation is of one length class
QUOTE_KINDS = 5 * (len(LENGTHS) + 1) * 2
_COMMAS, _STOPS, _QUESTIONS = (np.array([ord(c) for c in marks], np.uint32) for marks in (",;:", ".…", "?!"))


@dataclass(frozen=True, slots=True)
class Stream:
    """Elements of all texts, in order: tokens outside of quotations, and quotations.

    token: the token each element is or begins with; last: the last one. quote: number of the quotation, -1 for
    tokens. quote_kind: of a quotation, its end, length and first letter as one number below QUOTE_KINDS.
    """

    token: Counts
    last: Counts
    quote: Counts
    quote_kind: Counts
    word: Hashes
    head: Hashes
    tail: Hashes
    form: NDArray[np.int64]
    text: Counts
    paragraph: Counts

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
        word=tokens.word[token],
        head=tokens.head[token],
        tail=tokens.tail[token],
        form=form,
        text=tokens.text[token],
        paragraph=tokens.paragraph[token],
    )


def _quote_kinds(tokens: Tokens, quotes: Quotes) -> Counts:
    """Return end, length class and capital of each quotation as one number."""
    ends = _ends(tokens, quotes)
    words = np.concatenate([[0], np.cumsum(tokens.kind < PUNCTUATION)])
    length = np.searchsorted(LENGTHS, words[quotes.last + 1] - words[quotes.first])
    opening = np.minimum(quotes.first + quotes.has_mark, len(tokens) - 1)
    is_capital: Flags = tokens.shape[opening] >= TITLE
    return (ends * (len(LENGTHS) + 1) + length) * 2 + is_capital


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
    ends[~quotes.is_closed] = ENDS_NEVER
    return ends
