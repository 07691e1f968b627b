"""Quotations that no cue took become statements: those with one speaker that belong together are one."""

import numpy as np

from transforms.quotes import Quotes
from transforms.statements.cues import Cues
from transforms.statements.phrases import Stretch
from transforms.statements.spans import Spans
from transforms.statements.speakers import CARRIED, NOBODY, Given
from transforms.statements.statement import DIRECT, MIXED, Statement
from transforms.statements.stream import ENDS_BARE, LENGTHS, Stream
from transforms.tokens import Tokens

# Quotations up to this many words that nobody is given are no statements but names, terms and scare quotes.
_TERM_WORDS = 8
_CUE_ELEMENTS = 30  # to either side of a quotation and its speaker in which its cue is looked for


class Quoted:
    """Statements of quotations."""

    def __init__(self, tokens: Tokens, stream: Stream, quotes: Quotes, cues: Cues, given: Given, spans: Spans) -> None:
        self.spans, self.cues, self.given = spans, cues, given
        self.quote = stream.quote.tolist()
        self.kind_of_quote = stream.quote_kind.tolist()
        self.is_title = stream.is_title.tolist()
        self.element_of_quote = np.flatnonzero(stream.quote >= 0).tolist()
        self.left_open: list[bool] = quotes.left_open(tokens).tolist()
        self.paragraph = spans.paragraph

    def __call__(self, taken: dict[int, Statement]) -> list[Statement]:
        """Return the statements of the quotations that are not taken, in order."""
        found: list[Statement] = []
        last: Statement | None = None
        for number, element in enumerate(self.element_of_quote):
            speaker = int(self.given.speaker[number])
            if number in taken:
                last = taken[number]
                continue
            if self.is_title[number] or (speaker < 0 and self._is_term(element)):
                continue
            if last is not None and last.kind == DIRECT and self._goes_on(last, element, number, speaker):
                last.parts.append((element, element))
                last.confidence = min(last.confidence, float(self.given.confidence[number]))
                continue
            last = self._direct(element, number, speaker)
            found.append(last)
        return found

    def _direct(self, element: int, number: int, speaker_element: int) -> Statement:
        """A statement of one quotation; of a fragment of a sentence it is mixed."""
        speaker = self.spans.speaker(speaker_element) if speaker_element >= 0 else None
        return Statement(
            kind=MIXED if self._is_fragment(element) and speaker else DIRECT,
            parts=[(element, element)],
            cue=self._cue_beside(element, speaker_element, speaker),
            speaker=speaker,
            speaker_element=speaker_element,
            element=element,
            confidence=float(self.given.confidence[number]),
            rule=self.given.rule[number],
        )

    def _goes_on(self, last: Statement, element: int, number: int, speaker: int) -> bool:
        """Whether a quotation goes on with the statement before it."""
        before = last.parts[-1][1]
        gap = self.paragraph[element] - self.paragraph[before]
        if gap == 0:
            return speaker >= 0 and speaker == last.speaker_element and not self._is_fragment(element)
        if gap > 1:
            return False
        return self.left_open[self.quote[before]] and (
            speaker == last.speaker_element or self.given.rule[number] in (CARRIED, NOBODY)
        )

    def _cue_beside(self, element: int, speaker_element: int, speaker: Stretch | None) -> Stretch | None:
        """The likeliest cue of the same speaker in the quotation's paragraph or the speaker's."""
        if speaker is None:
            return None
        cues = self.cues
        start = int(np.searchsorted(cues.element, min(element, speaker_element) - _CUE_ELEMENTS))
        end = int(np.searchsorted(cues.element, max(element, speaker_element) + _CUE_ELEMENTS))
        best, best_score = None, 0.0
        for n in range(start, end):
            at = int(cues.element[n])
            if self.paragraph[at] != self.paragraph[speaker_element] or speaker[0] <= at <= speaker[1]:
                continue
            near = min(abs(at - element), abs(at - speaker_element))
            score = (
                float(cues.probability[n])
                * (1.0 if int(cues.speaker[n]) == speaker_element else 0.3)
                / (1 + 0.05 * near)
            )
            if score > best_score:
                best, best_score = at, score
        return None if best is None else self.spans.cue(best, speaker)

    def _is_fragment(self, element: int) -> bool:
        """Whether a quotation begins with a small letter and ends with no mark of its own."""
        kind = self.kind_of_quote[element]
        return bool(kind % 2 == 0 and kind // (2 * (len(LENGTHS) + 1)) == ENDS_BARE)

    def _is_term(self, element: int) -> bool:
        """Whether a quotation is short enough for a name, a term or scare quotes."""
        kind = self.kind_of_quote[element]
        length = kind // 2 % (len(LENGTHS) + 1)
        return length < len(LENGTHS) and LENGTHS[length] <= _TERM_WORDS
