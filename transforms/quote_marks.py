"""Quotation marks one by one: where they may open and close, and which closes what another opens."""

from dataclasses import dataclass

import numpy as np

from transforms.tokens import CLITIC, PARAGRAPH, Counts, Tokens

_OPENING, _CLOSING, _STRAIGHT = "“„«‹‟❝", "”»›❞", '"＂'
APOSTROPHES = "'’‘‚`´"
MARKS = np.array(sorted({ord(mark) for mark in _OPENING + _CLOSING + _STRAIGHT + APOSTROPHES}), np.uint32)
# Which marks may close what another opens: „…“ and »…« are at home in German, ”…” in Finnish and Swedish.
_CLOSED_BY = {"„": "“”\"", "“": "”\"“", "«": "»", "»": "«", "‹": "›", "›": "‹", "”": "”\"", '"': "\"”", "＂": "＂\"",
              "‟": "”\"", "❝": "❞", "''": "''", "``": "''"}  # fmt: skip
_SPACED = "«»‹›"  # French ones have blanks inside
_OPENS_BEHIND = frozenset("([{—–-/…:")  # behind these, without a blank, a quotation may open
_ELIDED = frozenset({"em", "til", "tis", "twas", "cause", "n", "bout", "round", "cos", "s", "tween"})


@dataclass(slots=True)
class Mark:
    """A mark, which may be two tokens; whether it stands where a quotation may open, and where it may close."""

    first: int
    last: int
    sign: str
    may_open: bool
    may_close: bool


def read_marks(tokens: Tokens, at: Counts) -> list[Mark]:
    """The marks of a paragraph; two apostrophes side by side are one."""
    marks: list[Mark] = []
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
            Mark(
                first,
                last,
                sign,
                may_open=not blank_after and (blank_before or behind in _OPENS_BEHIND or before in MARKS),
                may_close=not blank_before and not (chr(after).isalnum() and behind in _OPENS_BEHIND),
            )
        )
        i += 1
    return marks


def closing_double(marks: list[Mark], i: int) -> tuple[int, int]:
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
        elif mark.may_open and not mark.may_close and mark.sign not in APOSTROPHES:
            depth, second = depth + 1, min(second, j)
    return first, second


def opens(tokens: Tokens, mark: Mark) -> bool:
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


def _closes(opening: Mark, mark: Mark) -> bool:
    """Whether a mark closes what another opened; a second opening mark inside a quotation does not."""
    if mark.sign not in _CLOSED_BY[opening.sign]:
        return False
    if opening.sign in _SPACED:
        return True
    if mark.sign in _OPENING and opening.sign != "„":
        return mark.may_close and not mark.may_open
    return mark.may_close or not mark.may_open


def closing_single(tokens: Tokens, marks: list[Mark], i: int, start: int) -> int | None:
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
