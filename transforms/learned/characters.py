"""The characters of a batch's lines, looked at as one buffer: byte classes, words and their hashes, closing marks.

No line is looked at by itself: UTF-8 bytes are classed through a table, and only those that are not small letters
or blanks are looked at again.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from transforms.learned.pages import Counts, Flags

Bytes = NDArray[np.uint8]
Hashes = NDArray[np.uint32]

# Classes of bytes. Letters beyond ASCII are classed by their first byte and those that follow alike.
SMALL, CAPITAL, TYPOGRAPHIC, DIGIT, BEYOND = range(5)
STOP, COMMA, COLON, BAR, QUOTE, BRACKET, DASH, SYMBOL, EAST_ASIAN, LINE_FEED = range(6, 16)
CLASS_COUNT = 16
_MARKS = {STOP: ".!?", COMMA: ",", COLON: ":;", BAR: "|/>\\", QUOTE: "\"'", BRACKET: "()[]{}", DASH: "-_~",
          SYMBOL: "@#$%&*+=<^`"}  # fmt: skip

_PADDING = b"\n" * 24  # behind the last line, so that a word's bytes can be read eight at a time
_WORD_BYTES = 16  # of a word that its hash sees
# Odd 64-bit constants of splitmix64 and xxHash: they mix the bytes of a word.
MIX_1, MIX_2, MIX_3 = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xC2B2AE3D27D4EB4F), np.uint64(0xD6E8FEB86659FD93)
_MASKS = np.array([(1 << (8 * n)) - 1 for n in range(8)] + [2**64 - 1], np.uint64)


def _class_table() -> bytes:
    table = np.zeros(256, np.uint8)
    table[[*range(10), *range(11, 32), 127]] = TYPOGRAPHIC
    table[ord("A") : ord("Z") + 1] = CAPITAL
    table[ord("0") : ord("9") + 1] = DIGIT
    table[0x80:] = BEYOND
    table[0xE3:0xEE] = EAST_ASIAN  # first bytes of U+3000 to U+DFFF
    table[ord("\n")] = LINE_FEED
    for name, marks in _MARKS.items():
        table[[ord(mark) for mark in marks]] = name
    return table.tobytes()


def _word_table() -> bytes:
    table = np.zeros(256, np.uint8)
    table[ord("0") : ord("9") + 1] = table[ord("A") : ord("Z") + 1] = table[ord("a") : ord("z") + 1] = 1
    table[0x80:] = 1
    return table.tobytes()


def _folding_table() -> bytes:
    """Capitals to small letters, and every digit to 0: a year is like another."""
    table = np.arange(256, dtype=np.uint8)
    table[ord("A") : ord("Z") + 1] += 32
    table[ord("0") : ord("9") + 1] = ord("0")
    return table.tobytes()


CLASSES, WORDS, FOLDED = _class_table(), _word_table(), _folding_table()


@dataclass(frozen=True, slots=True)
class Characters:
    """Lines as bytes. `buffer` holds them all, a line feed before each; `classes` is its bytes' classes.

    starts, ends: each line's first and last byte in the buffer; byte_counts: bytes of each line.
    class_counts: (CLASS_COUNT, lines), bytes of each class but small letters.
    word_starts, word_lengths, word_hashes: of all words, in order; word_offsets: (lines + 1), where each line's begin.
    inner_stops: sentences that end within the line. ends_sentence, ends_question: by its last mark, through quotation
    marks and brackets.
    """

    buffer: Bytes
    classes: Bytes
    starts: Counts
    ends: Counts
    byte_counts: Counts
    class_counts: NDArray[np.float32]
    word_starts: Counts
    word_lengths: Counts
    word_hashes: Hashes
    word_offsets: Counts
    inner_stops: Counts
    ends_sentence: Flags
    ends_question: Flags

    @property
    def word_counts(self) -> Counts:
        """Words of each line."""
        return np.diff(self.word_offsets)

    def hold(self, positions: Counts) -> Flags:
        """Which lines hold one of these bytes, given by their positions."""
        found = np.zeros(len(self.starts), np.bool_)
        if len(positions):
            line = np.minimum(np.searchsorted(self.ends, positions), len(self.starts) - 1)
            found[line[positions >= self.starts[line]]] = True
        return found


def read_characters(text: pl.Series) -> Characters:
    """Look at the lines of a column of strings: none null, none empty, none with a line feed."""
    data = b"\n" + text.str.join("\n").cast(pl.Binary).item() + b"\n" + _PADDING
    buffer = np.frombuffer(data, np.uint8)
    classes = np.frombuffer(bytearray(data.translate(CLASSES)), np.uint8)
    in_word = np.frombuffer(bytearray(data.translate(WORDS)), np.uint8)
    _unword_marks(data, buffer, classes, in_word)

    telling = np.flatnonzero(classes)
    telling_class = classes[telling]
    is_break = telling_class == LINE_FEED
    breaks = telling[is_break][: len(text) + 1]
    starts, ends = breaks[:-1] + 1, breaks[1:] - 1
    line = np.cumsum(is_break) - 1
    inside = ~is_break & (telling >= starts[0]) & (telling <= ends[-1])
    telling, telling_class, line = telling[inside], telling_class[inside], line[inside]
    counts = np.bincount(line * CLASS_COUNT + telling_class, minlength=CLASS_COUNT * len(text))

    is_stop = telling_class == STOP
    ends_inside = _is_followed_by_sentence(buffer, classes, telling[is_stop])
    edges = np.flatnonzero(in_word[1:] != in_word[:-1]) + 1
    word_starts, word_lengths = edges[0::2], edges[1::2] - edges[0::2]
    word_offsets = np.zeros(len(text) + 1, np.int64)
    word_offsets[1:] = np.searchsorted(word_starts, breaks[1:])
    mark, closes = _last_marks(buffer, ends)
    return Characters(
        buffer=buffer,
        classes=classes,
        starts=starts,
        ends=ends,
        byte_counts=ends - starts + 1,
        class_counts=counts.reshape(-1, CLASS_COUNT).T.astype(np.float32),
        word_starts=word_starts,
        word_lengths=word_lengths,
        word_hashes=_hashes(np.frombuffer(data.translate(FOLDED), np.uint8), word_starts, word_lengths),
        word_offsets=word_offsets,
        inner_stops=np.bincount(line[is_stop][ends_inside], minlength=len(text)),
        ends_sentence=((mark == ord(".")) | (mark == ord("!")) | (mark == ord("?")) | closes) & (ends > starts),
        ends_question=mark == ord("?"),
    )


def _unword_marks(data: bytes, buffer: Bytes, classes: Bytes, in_word: Bytes) -> None:
    """Take dashes, quotation marks and East Asian punctuation out of the words; they are bytes beyond ASCII too."""
    if b"\xe2" in data:  # U+2000 to U+203F
        at = np.flatnonzero(buffer == 0xE2)
        at = at[buffer[at + 1] == 0x80]
        for byte in range(3):
            in_word[at + byte], classes[at + byte] = 0, TYPOGRAPHIC
    if b"\xc2" in data:  # U+0080 to U+00BF
        at = np.flatnonzero(buffer == 0xC2)
        for byte in range(2):
            in_word[at + byte], classes[at + byte] = 0, TYPOGRAPHIC
    for lead, following in ((0xE3, 0x80), (0xEF, 0xBC)):  # U+3000 to U+303F, U+FF00 to U+FF3F
        if bytes([lead]) in data:
            at = np.flatnonzero(buffer == lead)
            at = at[buffer[at + 1] == following]
            for byte in range(3):
                in_word[at + byte] = 0


def _is_followed_by_sentence(buffer: Bytes, classes: Bytes, stops: Counts) -> Flags:
    """Whether behind a full stop a sentence begins: a blank and a capital, perhaps with quotation marks between."""
    after, second = classes[stops + 1], classes[stops + 2]
    begins = np.isin(second, (CAPITAL, QUOTE, TYPOGRAPHIC, BEYOND))
    is_quoted = np.isin(after, (QUOTE, TYPOGRAPHIC)) & (
        (buffer[stops + 2] == ord(" ")) | (buffer[stops + 4] == ord(" "))
    )
    found: Flags = ((buffer[stops + 1] == ord(" ")) & begins) | is_quoted
    return found


def _last_marks(buffer: Bytes, ends: Counts) -> tuple[Bytes, Flags]:
    """Each line's last byte before closing quotation marks and brackets; whether it is a stop beyond ASCII."""
    mark = buffer[ends].copy()
    closes = np.zeros(len(ends), np.bool_)
    is_closing = np.isin(mark, [ord(c) for c in "\"')]"]) | (mark >= 0x80)
    some = np.flatnonzero(is_closing)
    if len(some):
        at = ends[some]
        x, y, z, v = mark[some], buffer[at - 1], buffer[np.maximum(at - 2, 0)], buffer[np.maximum(at - 3, 0)]
        is_quotation = (z == 0xE2) & (y == 0x80) & ((x == 0x9D) | (x == 0x99) | (x == 0x9C))
        is_guillemet = (y == 0xC2) & (x == 0xBB)
        mark[some] = np.where(is_quotation, v, np.where(is_guillemet, z, np.where(x < 0x80, y, x)))
        ellipsis = (z == 0xE2) & (y == 0x80) & (x == 0xA6)
        ideographic = (z == 0xE3) & (y == 0x80) & ((x == 0x82) | (x == 0x8D))
        fullwidth = (z == 0xEF) & (y == 0xBC) & ((x == 0x81) | (x == 0x9F))
        closes[some] = ellipsis | ideographic | fullwidth
    return mark, closes


def _hashes(folded: Bytes, starts: Counts, lengths: Counts) -> Hashes:
    """32 bits of each word's first 16 bytes, read as two numbers."""
    eights = np.lib.stride_tricks.as_strided(folded[:8].view(np.uint64), shape=(len(folded) - 7,), strides=(1,))
    found = eights[starts]
    found &= _MASKS[np.minimum(lengths, 8)]
    found *= MIX_1
    long = np.flatnonzero(lengths > 8)
    if len(long):
        rest = eights[starts[long] + 8]
        rest &= _MASKS[np.minimum(lengths[long] - 8, 8)]
        rest *= MIX_2
        found[long] ^= rest
    found ^= found >> np.uint64(29)
    found *= MIX_3
    found >>= np.uint64(32)
    return found.astype(np.uint32)


def hash_words(words: list[str]) -> Hashes:
    """Return the hashes that these words, in small letters, have in lines."""
    if not words:
        return np.zeros(0, np.uint32)
    encoded = [word.encode() for word in words]
    lengths = np.array([len(word) for word in encoded], np.int64)
    folded = np.frombuffer((b" ".join(encoded) + _PADDING).translate(FOLDED), np.uint8)
    starts = np.concatenate([[0], np.cumsum(lengths + 1)[:-1]])
    return _hashes(folded, starts, lengths)
