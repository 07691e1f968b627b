"""Who quotations are given to: each to the speaker it points to, or to the one that the paragraphs before name."""

from dataclasses import dataclass

import numpy as np

from transforms.learned.pages import Counts, Floats
from transforms.quotes import Quotes
from transforms.statements.cues import Cues, Pointed
from transforms.statements.stream import Stream
from transforms.tokens import PARAGRAPH, PUNCTUATION, TITLE, Flags, Tokens

OWN, SIGNED, CARRIED, NOBODY = "points_to_speaker", "signed_below", "carried_over", "no_speaker"
NAMED_LATER = "named_later"
_DASHES = np.array([ord(mark) for mark in "-–—―"], np.uint32)
SIGNED_CONFIDENCE = 0.9
# Paragraphs back from which a speaker is carried over; words beside its quotations that a paragraph may have for it.
CARRY_PARAGRAPHS = 2
CARRY_WORDS = 3
TELLING_CUE = 0.35  # confidence from which a cue may be surer than the quotations it tells
SURE_CUE = 0.8  # probability of a cue from which its paragraph names its speakers itself
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
    _believe_surer_cues(cues, pointed.element, speaker, confidence)
    rule = [OWN if one >= 0 else NOBODY for one in speaker]
    words = _words_outside(tokens, stream)
    paragraphs = stream.paragraph[pointed.element]
    texts = stream.text
    last: dict[int, int] = {}
    told = _told(stream, cues)
    cued = np.zeros(len(words), np.bool_)
    cued[stream.paragraph[cues.element[cues.probability > SURE_CUE]]] = True
    paragraph_count = int(stream.paragraph[-1]) + 1 if len(stream) else 0
    first_of = np.searchsorted(stream.paragraph, np.arange(paragraph_count))
    signed = _signed(tokens, stream, pointed.element)
    for n, (element, paragraph) in enumerate(zip(pointed.element.tolist(), paragraphs.tolist(), strict=True)):
        if signed[n] >= 0 and rule[n] != OWN:
            speaker[n], rule[n], confidence[n] = signed[n], SIGNED, SIGNED_CONFIDENCE
        if speaker[n] < 0 and (
            words[paragraph] <= CARRY_WORDS or (element == first_of[paragraph] and not cued[paragraph])
        ):
            carried = _carried(paragraph, last, told, words, first_of, texts, element)
            if carried >= 0:
                speaker[n], rule[n] = carried, CARRIED
        if speaker[n] >= 0:
            last[paragraph] = int(speaker[n])
    goes_on = _goes_on(tokens, quotes, first_of, pointed.element, paragraphs)
    for n in np.flatnonzero(goes_on)[::-1].tolist():
        if rule[n] in (CARRIED, NOBODY) and rule[n + 1] in (OWN, SIGNED, NAMED_LATER):
            speaker[n], rule[n], confidence[n] = speaker[n + 1], NAMED_LATER, confidence[n + 1]
    return Given(speaker, rule, confidence)


def _goes_on(tokens: Tokens, quotes: Quotes, first_of: Counts, element: Counts, paragraph: Counts) -> Flags:
    """Which quotations are left open at the end of their paragraph, and the next paragraph begins with another."""
    follows = np.zeros(len(quotes), np.bool_)
    follows[:-1] = (paragraph[1:] == paragraph[:-1] + 1) & (element[1:] == first_of[paragraph[1:]])
    return follows & quotes.left_open(tokens)


def _believe_surer_cues(cues: Cues, element: Counts, speaker: Counts, confidence: Floats) -> None:
    """Give quotations in the content of a cue its speaker, where the cue is surer of it than they are."""
    sure = np.flatnonzero((cues.confidence > TELLING_CUE) & (cues.speaker >= 0))
    starts = np.searchsorted(element, cues.first[sure])
    ends = np.searchsorted(element, cues.last[sure], side="right")
    for n in np.flatnonzero(ends > starts).tolist():
        cue = sure[n]
        inside = np.arange(starts[n], ends[n])
        inside = inside[cues.confidence[cue] > confidence[inside]]
        speaker[inside], confidence[inside] = cues.speaker[cue], cues.confidence[cue]


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


def _signed(tokens: Tokens, stream: Stream, element: Counts) -> Counts:
    """The name behind a dash that follows a quotation, in its paragraph or as the next one; -1 where none does."""
    last = len(stream) - 1
    after = np.minimum(element + 1, last)
    after = np.where(tokens.kind[stream.token[after]] == PARAGRAPH, np.minimum(after + 1, last), after)
    name = np.minimum(after + 1, last)
    is_dash = (stream.quote[after] < 0) & np.isin(tokens.mark[stream.token[after]], _DASHES)
    is_name = (
        (stream.quote[name] < 0)
        & (tokens.shape[stream.token[name]] >= TITLE)
        & (stream.paragraph[name] == stream.paragraph[after])
    )
    same = stream.text[name] == stream.text[element]
    return np.where(is_dash & is_name & same, name, -1)


def _told(stream: Stream, cues: Cues) -> dict[int, int]:
    """The speaker of the last good cue of each paragraph."""
    good = np.flatnonzero((cues.confidence > CARRY_CUE) & cues.is_reporting & (cues.speaker >= 0))
    return dict(zip(stream.paragraph[cues.element[good]].tolist(), cues.speaker[good].tolist(), strict=True))


def _words_outside(tokens: Tokens, stream: Stream) -> Counts:
    """How many words each paragraph of the batch has outside of its quotations."""
    is_word = (tokens.kind[stream.token] < PUNCTUATION) & (stream.quote < 0)
    count = int(stream.paragraph[-1]) + 1 if len(stream) else 0
    return np.bincount(stream.paragraph, is_word, minlength=count).astype(np.int64)
