"""Paragraphs that an extractor broke at inline tags, put together again before anything is decided.

Looks at the ends and starts of lines only. Where a document is not broken, nothing is joined.
"""

import tomllib
from dataclasses import dataclass
from functools import cache

import numpy as np
import polars as pl
from numpy.typing import NDArray

from transforms.learned.characters import Bytes
from transforms.learned.pages import Counts, Flags, Pages
from transforms.vocabulary import data_text

# A document counts as broken when it has so many lines that begin like a continuation, and this share of them.
MIN_CONTINUATIONS, CONTINUATION_RATIO = 4, 0.03
OWN_LENGTH, OPEN_LENGTH, LINK_LENGTH = 25, 40, 120  # bytes: a stretch of text, one that is open, the text of a link
_ROUNDS = 3  # until the lengths of what is joined settle
_WORD_BYTES = 7  # longest of the words that leave a line open
_PAD = 8
Codes = NDArray[np.int64]


def _marks(characters: str) -> NDArray[np.bool_]:
    table = np.zeros(256, np.bool_)
    table[[ord(character) for character in characters]] = True
    return table


_CONTINUES, _CLINGS, _TIGHT = _marks(",;:.!?)]%"), _marks(",;)"), _marks(",;.)!?:")
_CLOSES_LINK, _OPENS, _STOPS, _QUOTES = _marks(",;.)"), _marks(",([&/-"), _marks(".!?:"), _marks("\"')]")
_LETTERS = _marks("0123456789_ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LETTERS[0x80:] = True
_SMALL = _marks("abcdefghijklmnopqrstuvwxyz")
_FOLDED = np.arange(256, dtype=np.uint8)
_FOLDED[ord("A") : ord("Z") + 1] += 32


@cache
def _open_words() -> Codes:
    """Words after which a sentence goes on, as numbers of their bytes, sorted."""
    lists = tomllib.loads(data_text("vocabulary.toml"))
    encoded = [word.encode() for word in lists["open_word"]]
    return np.array(sorted(int.from_bytes(word, "big") for word in encoded if len(word) <= _WORD_BYTES), np.int64)


def joins(text: pl.Series, pages: Pages) -> Flags:
    """Return whether each line goes on with the one before; lines are not empty and hold no line feed."""
    data = b"\n" * _PAD + text.str.join("\n").cast(pl.Binary).item() + b"\n" * _PAD
    buffer = np.frombuffer(data, np.uint8)
    breaks = np.flatnonzero(buffer == ord("\n"))[_PAD - 1 : _PAD + len(text)]
    starts, ends = breaks[:-1] + 1, breaks[1:] - 1
    continues = _continue(buffer, starts)
    closed = _closed(buffer, ends)
    may_join = ~_before(closed, first=True) | _CLINGS[buffer[starts]]
    may_join[pages.starts] = False
    counts = np.add.reduceat((may_join & continues).astype(np.int64), pages.starts)
    is_broken = (counts >= MIN_CONTINUATIONS) & (counts >= CONTINUATION_RATIO * pages.sizes)
    joined = np.zeros(len(text), np.bool_)
    some = is_broken[pages.number]
    if some.any():
        lines = _Lines(buffer, starts[some], ends[some], continues[some], closed[some], may_join[some])
        joined[some] = _joins(lines, Pages.of(pages.sizes[is_broken]))
    return joined


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines of broken documents: their bytes, and whether they continue, are closed, and may join the one before."""

    buffer: Bytes
    starts: Counts
    ends: Counts
    continues: Flags
    closed: Flags
    may_join: Flags


def _joins(lines: _Lines, pages: Pages) -> Flags:
    buffer, continues = lines.buffer, lines.continues
    next_continues = _after(continues)
    next_continues[pages.starts + pages.sizes - 1] = False
    lengths = lines.ends - lines.starts + 1
    clings_or_long = (lengths > OWN_LENGTH) | _CLOSES_LINK[buffer[lines.starts]]
    before_open = _before(_open(buffer, lines.ends), first=False)
    # A link in mid-sentence: behind an open line, and the next line continues it.
    is_link = next_continues & (lengths < LINK_LENGTH) & ~lines.closed & ~continues & _after(clings_or_long)
    is_link &= _before(_ends_in_letter(buffer, lines.ends), first=False)
    joined = np.zeros(len(lengths), np.bool_)
    total = np.cumsum(lengths)
    for _ in range(_ROUNDS):
        heads = np.maximum.accumulate(np.where(joined, 0, pages.index))
        so_far = np.concatenate([[0], (total - (total - lengths)[heads])[:-1]])
        again: Flags = lines.may_join & (
            (continues & ((so_far > OWN_LENGTH) | clings_or_long))
            | (before_open & (so_far > OWN_LENGTH) & ~continues)
            | (is_link & (so_far > OPEN_LENGTH))
        )
        if (again == joined).all():
            break
        joined = again
    return joined


def clings(text: pl.Expr) -> pl.Expr:
    """Whether a joined line stands without a blank behind the line before: it begins with a closing mark."""
    return text.str.contains(r"^[,;.)!?:’]")


def _before(flag: Flags, *, first: bool) -> Flags:
    return np.concatenate([[first], flag[:-1]])


def _after(flag: Flags) -> Flags:
    return np.concatenate([flag[1:], [False]])


def _continue(buffer: Bytes, starts: Counts) -> Flags:
    """Lines that begin as no sentence does: with a small letter, a closing mark, 's, or a dash before a small one."""
    one, two, three = buffer[starts], buffer[starts + 1], buffer[starts + 2]
    is_small = _SMALL[one] | ((one == 0xC3) & (two >= 0xA0) & (two != 0xB7))
    typographic = (one == 0xE2) & (two == 0x80)
    is_quote = typographic & ((three == 0x99) | (three == 0x9D))
    is_genitive = (one == ord("'")) & (two == ord("s")) & ~_LETTERS[three]
    found: Flags = is_small | _CONTINUES[one] | is_quote | is_genitive
    dashes = np.flatnonzero((one == ord("-")) | (typographic & ((three == 0x93) | (three == 0x94))))
    behind = np.where(one[dashes] == ord("-"), 1, 3) + starts[dashes]
    found[dashes] |= _SMALL[buffer[behind]] | ((buffer[behind] == ord(" ")) & _SMALL[buffer[behind + 1]])
    return found


def _closed(buffer: Bytes, ends: Counts) -> Flags:
    """Lines that end like a sentence, through up to two closing quotation marks."""
    for _ in range(2):
        last, second, third = buffer[ends], buffer[ends - 1], buffer[ends - 2]
        is_quote = (third == 0xE2) & (second == 0x80) & ((last == 0x99) | (last == 0x9D))
        is_guillemet = (second == 0xC2) & (last == 0xBB)
        ends = np.where(is_quote, ends - 3, np.where(is_guillemet, ends - 2, np.where(_QUOTES[last], ends - 1, ends)))
    last, second, third = buffer[ends], buffer[ends - 1], buffer[ends - 2]
    ellipsis = (third == 0xE2) & (second == 0x80) & (last == 0xA6)
    ideographic = (third == 0xE3) & (second == 0x80) & (last == 0x82)
    fullwidth = (third == 0xEF) & (second == 0xBC) & (last == 0x9A)
    closed: Flags = _STOPS[last] | ellipsis | ideographic | fullwidth
    return closed


def _open(buffer: Bytes, ends: Counts) -> Flags:
    """Lines that end in a word or mark after which a sentence must go on."""
    last, second, third = buffer[ends], buffer[ends - 1], buffer[ends - 2]
    opening = np.isin(last, (0x93, 0x94, 0x98, 0x9C, 0x9E)) & (second == 0x80) & (third == 0xE2)
    tail = buffer[ends[:, None] - np.arange(_WORD_BYTES + 1)]
    length = np.cumprod(_LETTERS[tail], axis=1).sum(axis=1)
    code = np.zeros(len(ends), np.int64)
    for place in range(_WORD_BYTES):
        code |= np.where(place < length, _FOLDED[tail[:, place]].astype(np.int64) << (8 * place), 0)
    known = _open_words()
    is_known = known[np.minimum(np.searchsorted(known, code), len(known) - 1)] == code
    found: Flags = _OPENS[last] | opening | ((length > 0) & (length <= _WORD_BYTES) & is_known)
    return found


def _ends_in_letter(buffer: Bytes, ends: Counts) -> Flags:
    typographic = (buffer[ends - 1] == 0x80) & (buffer[ends - 2] == 0xE2)
    found: Flags = _LETTERS[buffer[ends]] & ~typographic
    return found
