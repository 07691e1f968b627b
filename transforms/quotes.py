"""Quoted passages: which marks of a text open and close quotations, paragraph by paragraph.

Curly, straight, German low, French, doubled apostrophes, and single marks as British papers set them. A quotation
that nobody closes ends with its paragraph, so that an odd mark never takes the rest of a document with it.
"""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from transforms.forgotten_marks import attributed_from
from transforms.tokens import CLITIC, PARAGRAPH, PUNCTUATION, Counts, Flags, Tokens

_OPENING, _CLOSING, _STRAIGHT = "“„«‹‟❝", "”»›❞", '"＂'
_APOSTROPHES = "'’‘‚`´"
_MARKS = np.array(sorted({ord(mark) for mark in _OPENING + _CLOSING + _STRAIGHT + _APOSTROPHES}), np.uint32)
# Which marks may close what another opens: „…“ and »…« are at home in German, ”…” in Finnish and Swedish.
_CLOSED_BY = {"„": "“”\"", "“": "”\"“", "«": "»", "»": "«", "‹": "›", "›": "‹", "”": "”\"", '"': "\"”", "＂": "＂\"",
              "‟": "”\"", "❝": "❞", "''": "''", "``": "''"}  # fmt: skip
_SPACED = "«»‹›"  # French ones have blanks inside
_OPENS_BEHIND = frozenset("([{—–-/…:")  # behind these, without a blank, a quotation may open
_BRIDGED_PARAGRAPHS = 3  # that have no mark, between one that opens a quotation and one that closes it
_ELIDED = frozenset({"em", "til", "tis", "twas", "cause", "n", "bout", "round", "cos", "s", "tween"})


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


@dataclass(slots=True)
class _Mark:
    """A mark, which may be two tokens; whether it stands where a quotation may open, and where it may close."""

    first: int
    last: int
    sign: str
    may_open: bool
    may_close: bool


class _Pair(NamedTuple):
    """One quotation, as a row of Quotes."""

    first: int
    last: int
    has_mark: bool
    is_closed: bool
    is_single: bool


def find_quotes(tokens: Tokens) -> Quotes:
    """Pair the marks of all paragraphs."""
    at = np.flatnonzero((tokens.kind == PUNCTUATION) & np.isin(tokens.mark, _MARKS))
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
        pairs = _pairs(tokens, _marks(tokens, group), end, start if may_go_on else -1, start)
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


def _marks(tokens: Tokens, at: Counts) -> list[_Mark]:
    """The marks of a paragraph; two apostrophes side by side are one."""
    marks: list[_Mark] = []
    places = at.tolist()
    i = 0
    while i < len(places):
        first = last = places[i]
        sign = chr(tokens.mark[first])
        if sign in "'`’‘" and i + 1 < len(places) and places[i + 1] == first + 1 and not tokens.spaced[first + 1]:
            second = chr(tokens.mark[first + 1])
            if sign == second and sign in "'`":
                last, sign, i = first + 1, sign * 2, i + 1
        before = int(tokens.points[tokens.start[first] - 1]) if tokens.start[first] else 10
        after = int(tokens.points[tokens.end[last]])
        blank_before, blank_after = chr(before).isspace(), chr(after).isspace()
        behind = chr(before)
        marks.append(
            _Mark(
                first,
                last,
                sign,
                may_open=not blank_after and (blank_before or behind in _OPENS_BEHIND or before in _MARKS),
                may_close=not blank_before and not (chr(after).isalnum() and behind in _OPENS_BEHIND),
            )
        )
        i += 1
    return marks


def _pairs(tokens: Tokens, marks: list[_Mark], end: int, goes_on_from: int, start: int) -> list[_Pair]:
    """The quotations of one paragraph. goes_on_from: its first token where one may go on from above, else -1."""
    found: list[_Pair] = []
    i = 0
    while i < len(marks):
        mark = marks[i]
        if mark.sign in _APOSTROPHES:
            closing = _closing_single(tokens, marks, i, start)
            if closing is None:
                i += 1
                continue
            is_closed = closing < len(marks)
            found.append(_Pair(mark.first, marks[closing].last if is_closed else end, True, is_closed, True))
            i = closing + 1
            continue
        if not _opens(tokens, mark):
            if not found and goes_on_from >= 0 and mark.may_close and mark.first > goes_on_from:
                found.append(_Pair(goes_on_from, mark.last, False, True, False))
            i += 1
            continue
        closing, second = _closing(marks, i)
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


def _closing(marks: list[_Mark], i: int) -> tuple[int, int]:
    """Number of the mark that closes a double one, and of the second opening one if one of both is never closed.

    Of quotations in each other the outer one counts; len(marks) where there is none.
    """
    depth, first, second = 0, len(marks), len(marks)
    for j in range(i + 1, len(marks)):
        mark = marks[j]
        if _closes(marks[i], mark):
            if depth == 0:
                return j, len(marks)
            depth, first = depth - 1, min(first, j)
        elif mark.may_open and not mark.may_close and mark.sign not in _APOSTROPHES:
            depth, second = depth + 1, min(second, j)
    return first, second


def _opens(tokens: Tokens, mark: _Mark) -> bool:
    """Whether a double mark opens a quotation where none is open."""
    if mark.sign in _OPENING or mark.sign == "``":
        return True
    if mark.sign in _STRAIGHT and mark.first and tokens.end[mark.first - 1] == tokens.start[mark.first]:
        is_inch = tokens.shape[mark.first - 1] == 0 and chr(tokens.points[tokens.start[mark.first] - 1]).isdigit()
        if is_inch:
            return False
    if mark.sign in _CLOSING:
        return mark.may_open and not mark.may_close
    return mark.may_open or not mark.may_close


def _closes(opening: _Mark, mark: _Mark) -> bool:
    """Whether a mark closes what another opened; a second opening mark inside a quotation does not."""
    if mark.sign not in _CLOSED_BY[opening.sign]:
        return False
    if opening.sign in _SPACED:
        return True
    if mark.sign in _OPENING and opening.sign != "„":
        return mark.may_close and not mark.may_open
    return mark.may_close or not mark.may_open


def _closing_single(tokens: Tokens, marks: list[_Mark], i: int, start: int) -> int | None:
    """Number of the mark that closes a single one, len(marks) where the paragraph does, None where it opens nothing.

    Behind a word in -s the mark may be a genitive: the quotation then goes on to the next mark that can close it.
    """
    mark = marks[i]
    if mark.sign not in "'‘‚`" or not mark.may_open:
        return None
    following = mark.last + 1
    if following >= len(tokens) or tokens.kind[following] in (CLITIC, PARAGRAPH):
        return None
    word = tokens.surface(following, following)
    if word[0].isdigit() or word.lower() in _ELIDED:
        return None
    genitive = None
    for j in range(i + 1, len(marks)):
        other = marks[j]
        if other.sign in "‘‚" or (other.sign == "'" and other.may_open and not other.may_close):
            break
        if other.sign not in "'’´" or not other.may_close:
            continue
        before = tokens.surface(other.first - 1, other.first - 1)
        if before[-1:].lower() == "s" and chr(tokens.points[tokens.end[other.last]]).isspace():
            genitive = j if genitive is None else genitive
            continue
        return j
    if genitive is not None:
        return genitive
    return len(marks) if mark.first == start and mark.sign == "‘" else None
