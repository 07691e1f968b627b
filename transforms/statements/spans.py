"""From one element to the words around it that belong to it: speakers and cues as written."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from transforms.learned.pages import Flags
from transforms.statements.phrases import Phrases, Stretch
from transforms.statements.reader import IN_CUE, IN_SPEAKER, OPENS_SPEAKER, Read
from transforms.statements.stream import Stream
from transforms.tokens import CLITIC, PARAGRAPH, PUNCTUATION, Tokens

SPEAKER_ELEMENTS, CUE_ELEMENTS = 40, 8  # the longest that are written, to either side


@dataclass(frozen=True, slots=True)
class Spans:
    """What the reader marked, element by element; divides: whether a sentence begins with it.

    written: speakers whose elements are known, by the element that is pointed to.
    """

    in_speaker: list[bool]
    opens_speaker: list[bool]
    in_cue: list[bool]
    may_end: list[bool]
    is_word: list[bool]
    paragraph: list[int]
    divides: list[bool]
    phrases: Phrases
    written: Mapping[int, Stretch]

    @classmethod
    def of(cls, tokens: Tokens, stream: Stream, read: Read, written: Mapping[int, Stretch]) -> "Spans":
        """Read the marks of a stream; as likely as not is likely."""
        kind = tokens.kind[stream.token]
        is_outside = stream.quote < 0
        is_word: Flags = is_outside & (kind < PUNCTUATION)
        return cls(
            (is_outside & (kind != PARAGRAPH) & (read.marks[IN_SPEAKER] >= 0)).tolist(),
            (read.marks[OPENS_SPEAKER] >= 0).tolist(),
            (is_word & (read.marks[IN_CUE] >= 0)).tolist(),
            (is_word & (kind != CLITIC)).tolist(),
            is_word.tolist(),
            stream.paragraph.tolist(),
            (np.diff(stream.sentence, prepend=0) > 0).tolist(),
            Phrases.of(tokens, stream),
            written,
        )

    def speaker(self, element: int) -> Stretch:
        """Return the elements of a speaker around one of them, without marks and genitives at its ends."""
        if element in self.written:
            return self.written[element]
        first = last = element
        lowest, highest = max(0, element - SPEAKER_ELEMENTS), min(len(self.is_word), element + SPEAKER_ELEMENTS)
        while not self._begins(first) and first > lowest and self.in_speaker[first - 1]:
            first -= 1
        while last + 1 < highest and self.in_speaker[last + 1] and not self._begins(last + 1):
            last += 1
        while first < element and not self.is_word[first]:
            first += 1
        while last > element and not self.may_end[last]:
            last -= 1
        return self.phrases.widened((first, last), self.opens_speaker[first] and self.may_end[first], self.in_cue)

    def _begins(self, element: int) -> bool:
        """Whether a speaker begins with an element, for the reader or because a sentence does."""
        return self.opens_speaker[element] or self.divides[element]

    def cue(self, element: int, speaker: Stretch | None) -> Stretch:
        """Return the elements of a cue around one of them, none of them the speaker's."""
        first = last = element
        lowest, highest = max(0, element - CUE_ELEMENTS), min(len(self.is_word), element + CUE_ELEMENTS)
        if speaker is not None and speaker[1] < element:
            lowest = max(lowest, speaker[1] + 1)
        elif speaker is not None and speaker[0] > element:
            highest = min(highest, speaker[0])
        while first > lowest and self.in_cue[first - 1]:
            first -= 1
        while last + 1 < highest and self.in_cue[last + 1]:
            last += 1
        return first, last


def without(stretch: Stretch, holes: list[Stretch]) -> list[Stretch]:
    """Return what is left of a stretch without some others, in order."""
    left = [stretch]
    for first, last in holes:
        rest: list[Stretch] = []
        for start, end in left:
            if last < start or first > end:
                rest.append((start, end))
                continue
            if start < first:
                rest.append((start, first - 1))
            if last < end:
                rest.append((last + 1, end))
        left = rest
    return left


def trimmed(stretch: Stretch, spans: Spans, quote: list[int]) -> Stretch | None:
    """Return a stretch without the marks at its ends; None where nothing else is in it."""
    first, last = stretch
    while first <= last and not spans.is_word[first] and quote[first] < 0:
        first += 1
    while last >= first and not spans.is_word[last] and quote[last] < 0:
        last -= 1
    return (first, last) if first <= last else None
