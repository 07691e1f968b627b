"""Who quotations are given to: each to the speaker it points to, or to the one that the paragraphs before name."""

from dataclasses import dataclass

import numpy as np

from transforms.learned.pages import Counts, Floats
from transforms.quotes import Quotes
from transforms.statements.cues import Cues, Pointed
from transforms.statements.stream import Stream
from transforms.tokens import PUNCTUATION, Tokens

OWN, CARRIED, NOBODY = "points_to_speaker", "carried_over", "no_speaker"
# Paragraphs back from which a speaker is carried over; words beside its quotations that a paragraph may have for it.
CARRY_PARAGRAPHS = 2
CARRY_WORDS = 3
CARRY_CUE = 0.4  # confidence from which a cue of the paragraph before hands its speaker on


@dataclass(frozen=True, slots=True)
class Given:
    """The speaker of each quotation, as an element of the stream, -1 for unknown; how it was found, how sure it is."""

    speaker: Counts
    rule: list[str]
    confidence: Floats


def give_speakers(tokens: Tokens, stream: Stream, quotes: Quotes, cues: Cues, pointed: Pointed) -> Given:
    """Go through the quotations in order; one without a speaker of its own may take that of the one before."""
    speaker = np.where(stream.quote[pointed.speaker] >= 0, -1, pointed.speaker)  # a quotation says nothing itself
    confidence = np.where(speaker >= 0, pointed.speaker_probability, pointed.none_probability).astype(np.float32)
    rule = [OWN if one >= 0 else NOBODY for one in speaker]
    words = _words_outside(tokens, stream)
    paragraphs = stream.paragraph[pointed.element]
    texts = stream.text
    last: dict[int, int] = {}
    told = _told(stream, cues)
    paragraph_count = int(stream.paragraph[-1]) + 1 if len(stream) else 0
    first_of = np.searchsorted(stream.paragraph, np.arange(paragraph_count))
    for n, (element, paragraph) in enumerate(zip(pointed.element.tolist(), paragraphs.tolist(), strict=True)):
        if speaker[n] < 0 and (words[paragraph] <= CARRY_WORDS or element == first_of[paragraph]):
            carried = _carried(paragraph, last, told, words, first_of, texts, element)
            if carried >= 0:
                speaker[n], rule[n] = carried, CARRIED
        if speaker[n] >= 0:
            last[paragraph] = int(speaker[n])
    return Given(speaker, rule, confidence)


def _carried(
    paragraph: int,
    last: dict[int, int],
    told: dict[int, int],
    words: Counts,
    first_of: Counts,
    texts: Counts,
    element: int,
) -> int:
    """The speaker of the nearest paragraph before that has one, unless other text stands between."""
    for before in range(paragraph - 1, max(-1, paragraph - 1 - CARRY_PARAGRAPHS), -1):
        if texts[first_of[before]] != texts[element]:
            return -1
        found = last.get(before, told.get(before, -1))
        if found >= 0 or words[before] > CARRY_WORDS:
            return found
    return -1


def _told(stream: Stream, cues: Cues) -> dict[int, int]:
    """The speaker of the last good cue of each paragraph."""
    good = np.flatnonzero((cues.confidence > CARRY_CUE) & (cues.speaker >= 0))
    return dict(zip(stream.paragraph[cues.element[good]].tolist(), cues.speaker[good].tolist(), strict=True))


def _words_outside(tokens: Tokens, stream: Stream) -> Counts:
    """How many words each paragraph of the batch has outside of its quotations."""
    is_word = (tokens.kind[stream.token] < PUNCTUATION) & (stream.quote < 0)
    count = int(stream.paragraph[-1]) + 1 if len(stream) else 0
    return np.bincount(stream.paragraph, is_word, minlength=count).astype(np.int64)
