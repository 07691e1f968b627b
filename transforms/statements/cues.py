"""Cues and quotations of a stream, and what the reader takes for their speaker and their content."""

from dataclasses import dataclass

import numpy as np

from transforms.learned.pages import Counts, Flags, Floats
from transforms.statements.pointers import groups, probabilities
from transforms.statements.reader import CUE, FIRST, LAST, QUOTED, SPEAKER, Read, Reader
from transforms.statements.reported import is_reporting
from transforms.statements.stream import FORMS, Stream
from transforms.tokens import PARAGRAPH

# Cues below are hardly ever right, whatever they point to.
FLOOR = 0.08
# How many first and last elements of a content are looked at together.
_ENDS = 5
# Two contents are taken for the same where each covers this share of the other.
_ALIKE = 0.6
_LEAST = np.float32(1e-6)
_SPEAKER_EDGE = 0.01  # probability at which the elements around the likeliest still belong to the speaker


@dataclass(frozen=True, slots=True)
class Pointed:
    """Queries and their best targets, as elements of the stream.

    speaker: the likeliest element of the speaker, -1 where having none is likelier. speaker_probability: of it and of
    the elements around it that are part of the same speaker; none_probability: of having none.
    """

    element: Counts
    speaker: Counts
    speaker_probability: Floats
    none_probability: Floats


@dataclass(frozen=True, slots=True)
class Cues(Pointed):
    """Cues, with the first and last element of their contents; all within the sentence of the cue.

    probability: that it is one. evidence: (columns, cues), what calibration weighs; confidence: that cue, speaker and
    content are right. is_reporting: whether the cue says, tells or shows.
    """

    probability: Floats
    first: Counts
    last: Counts
    evidence: Floats
    confidence: Floats
    is_reporting: Flags


def find_cues(reader: Reader, read: Read, stream: Stream) -> Cues:
    """Return all cues above FLOOR, in order."""
    probability = _sigmoid(read.marks[CUE])
    probability[stream.quote >= 0] = 0
    element = np.flatnonzero(probability > FLOOR)
    start, end = _bounds(stream.sentence, element)
    count = len(element)
    speaker, first, last = (np.full(count, -1, np.int64) for _ in range(3))
    sure, none, content = (np.zeros(count, np.float32) for _ in range(3))
    for group in groups(element, start, end):
        to_speaker, to_none = probabilities(reader, read, group, SPEAKER)
        place, sure[group.number] = _speakers(to_speaker)
        none[group.number] = to_none
        speaker[group.number] = np.where(to_speaker[np.arange(len(place)), place] > to_none, group.origin + place, -1)
        firsts, _ = probabilities(reader, read, group, FIRST)
        lasts, _ = probabilities(reader, read, group, LAST)
        begin, stop, content[group.number] = _contents(firsts, lasts)
        first[group.number], last[group.number] = group.origin + begin, group.origin + stop
    speaker[_is_line_end(stream, speaker)] = -1
    reporting = is_reporting(stream.word[element])
    told = [read.marks[CUE, element], _log(sure), _log(content), reporting, np.ones(count)]
    evidence = np.stack(told).astype(np.float32)
    confidence = _sigmoid(reader.calibration @ evidence)
    confidence[speaker < 0] = 0
    return Cues(element, speaker, sure, none, probability[element], first, last, evidence, confidence, reporting)


def find_speakers(reader: Reader, read: Read, stream: Stream) -> Pointed:
    """Return what each quotation points to as its speaker, in order."""
    element = np.flatnonzero(stream.quote >= 0)
    start, end = _bounds(stream.paragraph, element)
    speaker = np.full(len(element), -1, np.int64)
    sure, none = (np.zeros(len(element), np.float32) for _ in range(2))
    for group in groups(element, start, end):
        to_speaker, to_none = probabilities(reader, read, group, QUOTED)
        place, sure[group.number] = _speakers(to_speaker)
        none[group.number] = to_none
        speaker[group.number] = np.where(to_speaker[np.arange(len(place)), place] > to_none, group.origin + place, -1)
    speaker[_is_line_end(stream, speaker)] = -1
    return Pointed(element, speaker, sure, none)


def _is_line_end(stream: Stream, element: Counts) -> Flags:
    """Which elements, if any, are the end of their paragraph: nobody's name."""
    is_end: Flags = (element >= 0) & (stream.form[element] // (FORMS // 5) == PARAGRAPH)
    return is_end


def _log(probability: Floats) -> Floats:
    return np.log(np.maximum(probability, _LEAST))


def _sigmoid(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def _bounds(number: Counts, element: Counts) -> tuple[Counts, Counts]:
    """Return where the sentences or paragraphs of some elements begin and end; number: of those of all elements."""
    found = number[element]
    return np.searchsorted(number, found), np.searchsorted(number, found, side="right")


def _speakers(to: Floats) -> tuple[Counts, Floats]:
    """Return the likeliest place of each row, and the probability of the stretch of places that it stands in."""
    rows = np.arange(len(to))
    place = to.argmax(axis=1)
    is_low = to <= _SPEAKER_EDGE
    column = np.arange(to.shape[1])
    before = np.where(is_low & (column < place[:, None]), column, -1).max(axis=1)
    after = np.where(is_low & (column > place[:, None]), column, to.shape[1]).min(axis=1)
    sums = np.concatenate([np.zeros((len(to), 1), np.float32), np.cumsum(to, axis=1)], axis=1)
    return place, np.minimum(1, sums[rows, after] - sums[rows, before + 1])


def _contents(firsts: Floats, lasts: Floats) -> tuple[Counts, Counts, Floats]:
    """Return the likeliest first and last place of each row together, and the probability of all contents like it."""
    width = min(_ENDS, firsts.shape[1])
    begin = np.argpartition(-firsts, width - 1, axis=1)[:, :width]
    stop = np.argpartition(-lasts, width - 1, axis=1)[:, :width]
    begins = np.repeat(begin, width, axis=1)
    stops = np.tile(stop, width)
    rows = np.arange(len(firsts))[:, None]
    pairs = np.where(begins <= stops, firsts[rows, begins] * lasts[rows, stops], 0)
    best = pairs.argmax(axis=1)
    row = np.arange(len(firsts))
    first, last = begins[row, best], stops[row, best]
    shared = np.minimum(stops, last[:, None]) - np.maximum(begins, first[:, None]) + 1
    alike: Flags = (shared >= _ALIKE * (last - first + 1)[:, None]) & (shared >= _ALIKE * (stops - begins + 1))
    last = np.maximum(first, last)
    return first, last, np.minimum(1, (pairs * alike).sum(axis=1))
