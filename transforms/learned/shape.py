"""What a line looks like and where it stands: columns over all lines of a batch."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from transforms.learned import characters as c
from transforms.learned.characters import MIX_1, MIX_2, MIX_3, Characters
from transforms.learned.pages import Counts, Flags, Floats, Pages, running, running_count, signed_log

Column = tuple[str, NDArray[np.float32] | NDArray[np.float64] | NDArray[np.int64] | Flags]

EAST_ASIAN_WORDS = 0.25  # words that a Chinese or Japanese character stands for; a quarter, so that sums are exact
PROSE_WORDS, CLOSED_PROSE_WORDS, LONG_WORDS = 25, 8, 20  # as in `measure`, but told from bytes
CORE_CAP, CORE_COST = 60, 6  # words a paragraph adds to a run of lines, and what any other line takes
PROSE_CAP = 80
SHORT_WORD_BYTES = 3
MOST_REPEATS, MOST_INNER_STOPS, LONGEST_WORD = 4, 8, 30


def word_amounts(characters: Characters) -> Floats:
    """Words of each line, those of East Asian text estimated; never below 1."""
    counts = characters.word_counts + characters.class_counts[c.EAST_ASIAN] * EAST_ASIAN_WORDS
    return np.asarray(np.maximum(counts, 1), np.float32)


def reads_as_prose(characters: Characters, words: Floats) -> Flags:
    """Whether a line is a sentence of some length, or long anyway."""
    found: Flags = ((words >= CLOSED_PROSE_WORDS) & characters.ends_sentence) | (words >= PROSE_WORDS)
    return found


def shape_columns(characters: Characters, pages: Pages) -> Iterator[Column]:
    """Yield the columns of a line's own shape, and of its neighbours' and its document's."""
    words = word_amounts(characters)
    yield from _letters(characters, words)
    yield from _ends(characters)
    yield "repeats_on_page", np.minimum(_repeats(characters, pages) - 1, MOST_REPEATS) * (characters.word_counts > 0)
    yield from _places(pages, words, reads_as_prose(characters, words))


def _letters(characters: Characters, words: Floats) -> Iterator[Column]:
    counts, sizes = characters.class_counts, characters.byte_counts.astype(np.float32)
    yield "log_words", np.log1p(words)
    yield "log_bytes", np.log1p(sizes)
    yield "word_length", np.minimum(sizes / words, LONGEST_WORD)
    for name, number in (
        ("capitals", c.CAPITAL), ("digits", c.DIGIT), ("beyond_ascii", c.BEYOND), ("bars", c.BAR),
        ("symbols", c.SYMBOL), ("east_asian", c.EAST_ASIAN), ("brackets", c.BRACKET), ("dashes", c.DASH),
    ):  # fmt: skip
        yield name, counts[number] / sizes
    for name, number in (("commas", c.COMMA), ("stops", c.STOP), ("colons", c.COLON), ("quotes", c.QUOTE)):
        yield name, counts[number] / words
    is_capital = characters.classes[characters.word_starts] == c.CAPITAL
    is_short = (characters.word_lengths <= SHORT_WORD_BYTES) & ~is_capital
    yield "capitalised_words", _per_line(is_capital, characters) / words
    yield "short_words", _per_line(is_short, characters) / words
    yield "inner_stops", np.minimum(characters.inner_stops, MOST_INNER_STOPS)
    small = sizes - counts[1:].sum(axis=0)  # blanks among them
    yield "is_capitals", (small <= characters.word_counts) & (counts[c.CAPITAL] > 1)
    letters = counts[c.CAPITAL] + counts[c.BEYOND] + counts[c.EAST_ASIAN] + small
    yield "is_numeric", letters <= characters.word_counts
    buffer = characters.buffer
    two = np.flatnonzero(buffer == 0xC2)
    yield "has_copyright", characters.hold(two[buffer[two + 1] == 0xA9])
    three = np.flatnonzero(buffer == 0xE2)
    yield "has_bullet", characters.hold(three[(buffer[three + 1] == 0x80) & (buffer[three + 2] == 0xA2)])


def _per_line(flag: Flags, characters: Characters) -> Counts:
    total = running_count(flag)
    return total[characters.word_offsets[1:]] - total[characters.word_offsets[:-1]]


def _ends(characters: Characters) -> Iterator[Column]:
    """How a line begins and ends."""
    buffer, classes, starts, ends = characters.buffer, characters.classes, characters.starts, characters.ends
    byte, kind = buffer[starts], classes[starts]
    is_small = (kind == c.SMALL) & (byte != ord(" "))
    typographic = (byte == 0xE2) & (buffer[starts + 1] == 0x80)
    is_quote = (kind == c.QUOTE) | (typographic & (buffer[starts + 2] >= 0x98) & (buffer[starts + 2] <= 0x9F))
    is_beyond = (kind == c.BEYOND) | (kind == c.EAST_ASIAN)
    is_capital, is_digit = kind == c.CAPITAL, kind == c.DIGIT
    yield "begins_capital", is_capital
    yield "begins_small", is_small
    yield "begins_digit", is_digit
    yield "begins_quote", is_quote
    yield "begins_beyond_ascii", is_beyond
    yield "begins_mark", ~(is_quote | is_beyond | is_small | is_capital | is_digit)
    last = classes[ends]
    yield "ends_sentence", characters.ends_sentence
    yield "ends_question", characters.ends_question
    yield "ends_colon", buffer[ends] == ord(":")
    yield "ends_small", last == c.SMALL
    yield "ends_digit", last == c.DIGIT
    yield "ends_mark", ((last > c.BEYOND) & (last < c.EAST_ASIAN)) | (last == c.TYPOGRAPHIC)


def _repeats(characters: Characters, pages: Pages) -> Counts:
    """How often lines with the same first three and last two words, and as many, stand in the document."""
    counts, offsets, hashes = characters.word_counts, characters.word_offsets, characters.word_hashes
    key = np.zeros(len(counts), np.uint64)
    last = max(len(hashes) - 1, 0)
    if len(hashes):
        for place, mix in ((0, MIX_1), (1, MIX_2), (2, MIX_3)):
            word = hashes[np.minimum(offsets[:-1] + place, last)]
            key += np.where(counts > place, word, 0).astype(np.uint64) * mix
            key ^= key >> np.uint64(31)
        for place, mix in ((1, MIX_2), (2, MIX_1)):
            word = hashes[np.maximum(offsets[1:] - place, 0)]
            key += np.where(counts >= place, word, 0).astype(np.uint64) * mix
            key ^= key >> np.uint64(30)
    key += counts.astype(np.uint64) * MIX_3 + pages.number.astype(np.uint64) * MIX_2
    key *= MIX_1
    order = np.argsort(key)
    ordered = key[order]
    groups = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    sizes = np.diff(np.append(groups, len(key)))
    found = np.empty(len(key), np.int64)
    found[order] = np.repeat(sizes, sizes)
    return found


def _places(pages: Pages, words: Floats, is_prose: Flags) -> Iterator[Column]:
    """Where a line stands among the prose of its document."""
    is_long = is_prose & (words >= LONG_WORDS)
    from_start = (pages.index - pages.first).astype(np.float32)
    size = pages.sizes[pages.number].astype(np.float32)
    yield "is_prose", is_prose
    yield "is_long", is_long
    yield "log_lines", np.log1p(size)
    yield "place", from_start / size
    yield "log_from_start", np.log1p(from_start)
    yield "log_to_end", np.log1p((pages.end - 1 - pages.index).astype(np.float32))
    prose = np.where(is_prose, np.minimum(words, PROSE_CAP), 0).astype(np.float64)
    above, below = pages.above_below(prose)
    total = above + below + prose
    yield "prose_above_ratio", above / np.maximum(total, 1)
    yield "log_prose_above", np.log1p(above)
    yield "log_prose_below", np.log1p(below)
    yield "log_prose", np.log1p(total)
    core_start, core_end = _core(pages, np.where(is_prose, np.minimum(words, CORE_CAP), -CORE_COST).astype(np.float64))
    yield "from_core_start", signed_log(pages.index - core_start)
    yield "to_core_end", signed_log(core_end - pages.index)
    yield "in_core", (pages.index >= core_start) & (pages.index <= core_end)
    yield "since_long", np.log1p(pages.since(is_long))
    yield "until_long", np.log1p(pages.until(is_long))
    yield "since_prose", np.log1p(pages.since(is_prose))


def _core(pages: Pages, gain: NDArray[np.float64]) -> tuple[Counts, Counts]:
    """First and last line of the run with the largest sum, as each line's document has it: Kadane, all at once."""
    fall = pages.number * -1e6  # every document's sums begin below all of the last one's
    total = running(gain)
    before = total[:-1] + fall
    lowest = np.minimum.accumulate(before)
    end = pages.last_best(total[1:] + fall - lowest)[pages.number]
    starts = np.where((before == lowest[end]) & (pages.index <= end), pages.index, -1)
    return np.maximum.reduceat(starts, pages.starts)[pages.number], end
