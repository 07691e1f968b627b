"""Quoted passages: which marks of a text open and close quotations, paragraph by paragraph.

Curly, straight, German low, French, doubled apostrophes, and single marks as British papers set them. A quotation
that nobody closes ends with its paragraph, so that an odd mark never takes the rest of a document with it.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from transforms.forgotten_marks import attributed_from
from transforms.quote_marks import APOSTROPHES, MARKS, Mark, closing_double, closing_single, opens, read_marks
from transforms.tokens import PARAGRAPH, PUNCTUATION, Counts, Flags, Tokens

_BRIDGED_PARAGRAPHS = 3  # that have no mark, between one that opens a quotation and one that closes it


@dataclass(frozen=True, slots=True)
class Quotes:
    """Quotations that stand in no other, in order.

    first, last: their first and last token, marks included. has_mark, is_closed: whether a mark opens it in its
    paragraph, and closes it. is_single: set in single marks.
    """

    first: Counts
    last: Counts
    has_mark: Flags
    is_closed: Flags
    is_single: Flags

    def __len__(self) -> int:
        return len(self.first)

    def left_open(self, tokens: Tokens) -> Flags:
        """Which quotations end with their paragraph because nothing closes them; of others only the mark is missing."""
        open_ones: Flags = ~self.is_closed & (tokens.kind[np.minimum(self.last + 1, len(tokens) - 1)] == PARAGRAPH)
        return open_ones


class _Pair(NamedTuple):
    """One quotation, as a row of Quotes."""

    first: int
    last: int
    has_mark: bool
    is_closed: bool
    is_single: bool


def find_quotes(tokens: Tokens) -> Quotes:
    """Pair the marks of all paragraphs."""
    at = np.flatnonzero((tokens.kind == PUNCTUATION) & np.isin(tokens.mark, MARKS))
    ends = np.flatnonzero(tokens.kind == PARAGRAPH)
    starts = np.concatenate([[0], ends[:-1] + 1])
    found: list[_Pair] = []
    left_open = -1  # the last paragraph that ends in a quotation left open, with no other behind it
    cuts = np.flatnonzero(np.diff(tokens.paragraph[at])) + 1
    for group in np.split(at, cuts) if len(at) else []:
        paragraph = int(tokens.paragraph[group[0]])
        start, end = int(starts[paragraph]), int(ends[paragraph]) - 1
        may_go_on = left_open >= 0 and tokens.text[start] == tokens.text[starts[left_open]]
        may_go_on &= paragraph - left_open <= _BRIDGED_PARAGRAPHS + 1
        pairs = _pairs(tokens, read_marks(tokens, group), end, start if may_go_on else -1, start)
        if not pairs:
            continue
        if not pairs[0].has_mark:
            found += [
                _Pair(int(starts[between]), int(ends[between]) - 1, False, False, False)
                for between in range(left_open + 1, paragraph)
            ]
        found += pairs
        left_open = paragraph if not pairs[-1].is_closed and pairs[-1].last == end else -1
    columns = list(zip(*found, strict=True)) or [()] * 5
    return Quotes(
        np.array(columns[0], np.int64),
        np.array(columns[1], np.int64),
        *(np.array(column, np.bool_) for column in columns[2:]),
    )


def _pairs(tokens: Tokens, marks: list[Mark], end: int, goes_on_from: int, start: int) -> list[_Pair]:
    """The quotations of one paragraph. goes_on_from: its first token where one may go on from above, else -1."""
    found: list[_Pair] = []
    i = 0
    while i < len(marks):
        mark = marks[i]
        if mark.sign in APOSTROPHES:
            closing = closing_single(tokens, marks, i, start)
            if closing is None:
                i += 1
                continue
            is_closed = closing < len(marks)
            found.append(_Pair(mark.first, marks[closing].last if is_closed else end, True, is_closed, True))
            i = closing + 1
            continue
        if not opens(tokens, mark):
            if not found and goes_on_from >= 0 and mark.may_close and mark.first > goes_on_from:
                found.append(_Pair(goes_on_from, mark.last, False, True, False))
            i += 1
            continue
        closing, second = closing_double(marks, i)
        forgotten = None
        if second < len(marks) or closing == len(marks):
            forgotten = attributed_from(tokens, mark.last + 1, marks[second].first - 1 if second < len(marks) else end)
        if forgotten is not None:
            found.append(_Pair(mark.first, forgotten, True, False, False))
            i = second
            continue
        is_closed = closing < len(marks)
        found.append(_Pair(mark.first, marks[closing].last if is_closed else end, True, is_closed, False))
        i = closing + 1
    return found
