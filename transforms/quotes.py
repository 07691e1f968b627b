"""Quoted passages: which marks of a text open and close quotations, paragraph by paragraph.

Curly, straight, German low, French, doubled apostrophes, and single marks as British papers set them. A quotation
that nobody closes ends with its paragraph, so that an odd mark never takes the rest of a document with it.
"""

from dataclasses import dataclass

import numpy as np

from transforms.tokens import CLITIC, PARAGRAPH, PUNCTUATION, Counts, Flags, Tokens

_OPENING, _CLOSING, _STRAIGHT = "“„«‹‟❝", "”»›❞", '"＂'
_APOSTROPHES = "'’‘‚`´"
_MARKS = np.array(sorted({ord(mark) for mark in _OPENING + _CLOSING + _STRAIGHT + _APOSTROPHES}), np.uint32)
# Which marks may close what another opens: „…“ and »…« are at home in German, ”…” in Finnish and Swedish.
_CLOSED_BY = {"„": "“”\"", "“": "”\"“", "«": "»", "»": "«", "‹": "›", "›": "‹", "”": "”\"", '"': "\"”", "＂": "＂\"",
              "‟": "”\"", "❝": "❞", "''": "''", "``": "''"}  # fmt: skip
_SPACED = "«»‹›"  # French ones have blanks inside
_OPENS_BEHIND = frozenset("([{—–-/…:")  # behind these, without a blank, a quotation may open
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


@dataclass(slots=True)
class _Mark:
    """A mark, which may be two tokens; whether it stands where a quotation may open, and where it may close."""

    first: int
    last: int
    sign: str
    may_open: bool
    may_close: bool


def find_quotes(tokens: Tokens) -> Quotes:
    """Pair the marks of all paragraphs."""
    at = np.flatnonzero((tokens.kind == PUNCTUATION) & np.isin(tokens.mark, _MARKS))
    ends = np.flatnonzero(tokens.kind == PARAGRAPH)
    found: list[tuple[int, int, bool, bool, bool]] = []
    goes_on = -1  # paragraph that would go on with a quotation left open in the one before
    paragraphs = tokens.paragraph[at]
    cuts = np.flatnonzero(np.diff(paragraphs)) + 1
    for group in np.split(at, cuts) if len(at) else []:
        paragraph = int(tokens.paragraph[group[0]])
        start = int(ends[paragraph - 1]) + 1 if paragraph else 0
        marks = _marks(tokens, group)
        pairs = _pairs(tokens, marks, int(ends[paragraph]) - 1, start if goes_on == paragraph else -1, start)
        found += pairs
        is_open = bool(pairs) and not pairs[-1][3]
        same_text = paragraph + 1 < len(ends) and tokens.text[ends[paragraph + 1]] == tokens.text[ends[paragraph]]
        goes_on = paragraph + 1 if is_open and same_text else -1
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


def _pairs(
    tokens: Tokens, marks: list[_Mark], end: int, goes_on_from: int, start: int
) -> list[tuple[int, int, bool, bool, bool]]:
    """The quotations of one paragraph. goes_on_from: its first token where one may go on from above, else -1."""
    found: list[tuple[int, int, bool, bool, bool]] = []
    i = 0
    while i < len(marks):
        mark = marks[i]
        if mark.sign in _APOSTROPHES:
            closing = _closing_single(tokens, marks, i, start)
            if closing is None:
                i += 1
                continue
            is_closed = closing < len(marks)
            found.append((mark.first, marks[closing].last if is_closed else end, True, is_closed, True))
            i = closing + 1
            continue
        if not _opens(tokens, mark):
            if not found and goes_on_from >= 0 and mark.may_close and mark.first > goes_on_from:
                found.append((goes_on_from, mark.last, False, True, False))
            i += 1
            continue
        closing = next((j for j in range(i + 1, len(marks)) if _closes(mark, marks[j])), len(marks))
        is_closed = closing < len(marks)
        found.append((mark.first, marks[closing].last if is_closed else end, True, is_closed, False))
        i = closing + 1
    return found


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
