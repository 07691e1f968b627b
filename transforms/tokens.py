"""Texts as tokens: words, numbers and marks of a whole batch, found in one array of code points.

No word becomes a Python string here: words are told apart by 64-bit hashes of their small letters, so that lists
of words are looked up for a whole batch at once. Offsets are in characters, as everywhere in the warehouse.
"""

import sys
import unicodedata
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Codes = NDArray[np.uint8]
Points = NDArray[np.uint32]
Hashes = NDArray[np.uint64]
Flags = NDArray[np.bool_]

# Classes of characters.
BLANK, SMALL, CAPITAL, LETTER, DIGIT, LINE_END, STOP, COMMA, APOSTROPHE, HYPHEN, MARK = range(11)
# Kinds of tokens; a mark is a token by itself. CLITIC: 's, 'll and their like behind a word.
WORD, NUMBER, CLITIC, PUNCTUATION, PARAGRAPH = range(5)
# Shapes of words.
LOWER, TITLE, UPPER, MIXED, INITIAL = range(5)

_TABLE_SIZE = 0x10000
# Letters that make a word of what follows an apostrophe: he's, they'll, she'd, I've, you're, I'm.
_CLITICS = ("s", "ll", "d", "ve", "re", "m")
# An odd factor has an inverse modulo 2 ** 64, by which a hash loses its place in the text. Of Knuth's MMIX generator.
_FACTOR = 6364136223846793005
_INVERSE = pow(_FACTOR, -1, 2**64)
_MIX = np.uint64(0x9E3779B97F4A7C15)
_PADDING = 4  # blanks on both sides, so that neighbours can be read without looking for the edge


@cache
def _class_table() -> Codes:
    """Return the class of each code point of the basic plane; what lies beyond is a mark."""
    table = np.full(_TABLE_SIZE + 1, MARK, np.uint8)
    for point in range(_TABLE_SIZE):
        char = chr(point)
        category = unicodedata.category(char)
        if category in ("Lu", "Lt"):
            table[point] = CAPITAL
        elif category == "Ll":
            table[point] = SMALL
        elif category[0] in "LM":
            table[point] = LETTER
        elif category == "Nd":
            table[point] = DIGIT
        elif char.isspace() or category in ("Cc", "Cf"):
            table[point] = BLANK
    for marks, code in (("\n\r\u2028\u2029", LINE_END), (".", STOP), (",", COMMA), ("'’", APOSTROPHE),
                        ("-\u2010\u2011", HYPHEN)):  # fmt: skip
        table[[ord(mark) for mark in marks]] = code
    return table


@cache
def _small_table() -> Points:
    """Return each code point's small letter, where that is one code point, and 0 for every digit."""
    table = np.arange(_TABLE_SIZE + 1, dtype=np.uint32)
    for point in range(_TABLE_SIZE):
        char = chr(point)
        small = char.lower()
        if len(small) == 1:
            table[point] = ord(small)
        if char.isdecimal():
            table[point] = ord("0")
    table[ord("’")] = ord("'")
    return table


@dataclass(frozen=True, slots=True)
class Tokens:
    """All tokens of a batch of texts, in order.

    points: code points of all texts, a line feed behind each. origin: (texts + 1), where each text begins in them.
    text: number of the text each token belongs to. start, end: in points; `start - origin[text]` is the offset in
    the text. kind, shape: see above. mark: the code point of a mark, 0 for words. word: hash of its small letters,
    digits read as 0; head, tail: hashes of the first and last three. spaced: whether a blank stands before. A PARAGRAPH
    token stands for the line feeds behind each paragraph; paragraph: number of the paragraph in the batch.
    """

    points: Points
    origin: Counts
    text: Counts
    start: Counts
    end: Counts
    kind: Codes
    shape: Codes
    mark: Points
    word: Hashes
    head: Hashes
    tail: Hashes
    spaced: Flags
    paragraph: Counts

    def __len__(self) -> int:
        return len(self.start)

    def surface(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included."""
        return self.slice(int(self.start[first]), int(self.end[last]))

    def slice(self, start: int, end: int) -> str:
        """Return the text between two places in points."""
        return self.points[start:end].tobytes().decode(_ENCODING, "surrogatepass")


_ENCODING = "utf-32-le" if sys.byteorder == "little" else "utf-32-be"


def read_tokens(texts: pl.Series) -> Tokens:
    """Find the tokens of a column of strings, none null."""
    lengths = texts.str.len_chars().to_numpy().astype(np.int64) + 1
    joined = "".join(f"{text}\n" for text in texts)
    points = np.frombuffer(joined.encode(_ENCODING, "surrogatepass"), np.uint32)
    origin = np.concatenate([[0], np.cumsum(lengths)])
    reach = np.minimum(points, _TABLE_SIZE)
    classes = np.concatenate([np.zeros(_PADDING, np.uint8), _class_table()[reach], np.zeros(_PADDING, np.uint8)])
    small = _small_table()[reach]
    is_inner = _inner(classes)
    start, end = _bounds(classes, is_inner, _clitics(classes, is_inner, small), origin + _PADDING)
    classes = classes[_PADDING:-_PADDING]

    first_class = classes[start]
    kind = np.full(len(start), PUNCTUATION, np.uint8)
    is_word = (first_class >= SMALL) & (first_class <= LETTER)
    kind[is_word] = WORD
    kind[first_class == DIGIT] = NUMBER
    kind[first_class == LINE_END] = PARAGRAPH
    kind[(first_class == APOSTROPHE) & (end - start > 1)] = CLITIC
    text = np.searchsorted(origin, start, side="right") - 1
    length = end - start
    # An astral code point is no word of the table's letters, but its hash still tells it from others.
    hashes = _Hasher(small)
    is_mark = kind >= PUNCTUATION
    return Tokens(
        points=points,
        origin=origin,
        text=text,
        start=start,
        end=end,
        kind=kind,
        shape=_shapes(classes, start, end),
        mark=np.where(is_mark, points[start], 0).astype(np.uint32),
        word=hashes(start, end),
        head=hashes(start, start + np.minimum(length, 3)),
        tail=hashes(end - np.minimum(length, 3), end),
        spaced=start != np.concatenate([[0], end[:-1]]),
        paragraph=np.concatenate([[0], np.cumsum(kind == PARAGRAPH)[:-1]]),
    )


def hash_words(words: list[str]) -> Hashes:
    """Return the hashes that these words have in texts; for words that are one token each."""
    if not words:
        return np.zeros(0, np.uint64)
    points = np.frombuffer("".join(words).encode(_ENCODING), np.uint32)
    ends = np.cumsum([len(word) for word in words])
    return _Hasher(_small_table()[np.minimum(points, _TABLE_SIZE)])(np.concatenate([[0], ends[:-1]]), ends)


class _Hasher:
    """Hashes of any stretch of code points from running sums of their powers, modulo 2 ** 64."""

    def __init__(self, points: Points) -> None:
        powers = np.full(len(points) + 1, _FACTOR, np.uint64)
        powers[0] = 1
        np.multiply.accumulate(powers, out=powers)
        self._sums = np.zeros(len(points) + 1, np.uint64)
        np.cumsum((points.astype(np.uint64) + np.uint64(1)) * powers[:-1], out=self._sums[1:])
        inverses = np.full(len(points) + 1, _INVERSE, np.uint64)
        inverses[0] = 1
        self._inverses = np.multiply.accumulate(inverses, out=inverses)

    def __call__(self, start: Counts, end: Counts) -> Hashes:
        found = (self._sums[end] - self._sums[start]) * self._inverses[start]
        found ^= found >> np.uint64(31)
        found *= _MIX
        found ^= found >> np.uint64(29)
        return found


def _inner(classes: Codes) -> Flags:
    """Which characters stand inside a word or number: letters, digits, and marks that join them.

    An apostrophe or hyphen between letters joins; a point in U.S. and 3.5 and a comma in 1,000 do, too. Before 's and
    other clitics a word ends.
    """
    is_letter = (classes >= SMALL) & (classes <= LETTER)
    is_digit = classes == DIGIT
    is_alnum = is_letter | is_digit
    inner: Flags = is_alnum.copy()
    before, after = np.roll(is_alnum, 1), np.roll(is_alnum, -1)
    inner |= ((classes == HYPHEN) | (classes == APOSTROPHE)) & before & after
    inner |= ((classes == STOP) | (classes == COMMA)) & np.roll(is_digit, 1) & np.roll(is_digit, -1)
    # A point behind a single letter: J. in a name, U.S. as a whole.
    alone = is_letter & ~np.roll(is_alnum, 1) & ~np.isin(np.roll(classes, 1), (APOSTROPHE, HYPHEN))
    point = np.flatnonzero((classes == STOP) & np.roll(alone, 1))
    inner[point[(classes[point - 1] == CAPITAL) | is_letter[point + 1]]] = True
    return inner


def _clitics(classes: Codes, inner: Flags, small: Points) -> Counts:
    """Return the apostrophes, as places in `classes`, at which a clitic begins."""
    at = np.flatnonzero((classes == APOSTROPHE) & inner)
    found = np.zeros(len(at), np.bool_)
    for clitic in _CLITICS:
        ends = ~inner[at + 1 + len(clitic)]
        for n, char in enumerate(clitic, 1):
            ends &= small[np.minimum(at + n - _PADDING, len(small) - 1)] == ord(char)
        found |= ends
    return at[found]


def _bounds(classes: Codes, inner: Flags, clitics: Counts, texts: Counts) -> tuple[Counts, Counts]:
    """Return where tokens start and end: runs of inner characters, clitics, line ends of one text, marks one by one."""
    is_mark = (classes >= STOP) & ~inner
    starts = (inner & ~np.roll(inner, 1)) | is_mark
    ends = (inner & ~np.roll(inner, -1)) | is_mark
    starts[clitics] = True
    ends[clitics - 1] = True
    end_at = np.flatnonzero(classes == LINE_END)
    visible = np.cumsum(inner | is_mark)
    opens = np.ones(len(end_at) + 1, np.bool_)
    opens[1:-1] = (visible[end_at[1:]] != visible[end_at[:-1]]) | np.isin(end_at[:-1] + 1, texts)
    starts[end_at[opens[:-1]]] = True
    ends[end_at[opens[1:]]] = True
    return np.flatnonzero(starts) - _PADDING, np.flatnonzero(ends) + 1 - _PADDING


def _shapes(classes: Codes, start: Counts, end: Counts) -> Codes:
    """Return the shape of each token, by its capitals."""
    capitals = np.concatenate([[0], np.cumsum(classes == CAPITAL)])
    smalls = np.concatenate([[0], np.cumsum(classes == SMALL)])
    upper = capitals[end] - capitals[start]
    lower = smalls[end] - smalls[start]
    opens = classes[start] == CAPITAL
    shape = np.full(len(start), LOWER, np.uint8)
    shape[opens] = TITLE
    shape[(upper > 1) & (lower > 0)] = MIXED
    shape[(upper > 1) & (lower == 0)] = UPPER
    shape[opens & (end - start <= 2) & (lower == 0)] = INITIAL
    return shape
