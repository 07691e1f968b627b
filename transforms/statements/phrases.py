"""The noun phrase around a word: what the reader left of a speaker's words is taken in again.

It may point at `federation` and mark no more of `The railway workers' federation`, or at `developer` and leave out who
that is: `The developer, Granite & Pine,`.
"""

from dataclasses import dataclass

import numpy as np

from transforms.statements.lists import word_list
from transforms.statements.stream import Stream
from transforms.tokens import CLITIC, INITIAL, NUMBER, PUNCTUATION, TITLE, UPPER, WORD, Tokens

Stretch = tuple[int, int]
LEFT_ELEMENTS, RIGHT_ELEMENTS, NAME_ELEMENTS = 6, 4, 6
_STOPS = [ord(mark) for mark in ".!?;:"]
_COMMA, _AMPERSAND = ord(","), ord("&")
_GENITIVES = [ord("'"), ord("’")]
_CAPITALS = (UPPER, INITIAL)  # US is as short as an initial


@dataclass(frozen=True, slots=True)
class Phrases:
    """What tells where noun phrases begin and end, element by element."""

    is_determiner: list[bool]
    is_relative: list[bool]
    is_pronoun: list[bool]
    is_of: list[bool]
    joins: list[bool]
    is_open: list[bool]
    is_genitive: list[bool]
    is_name: list[bool]
    is_comma: list[bool]
    is_stop: list[bool]
    sentence: list[int]

    @classmethod
    def of(cls, tokens: Tokens, stream: Stream) -> "Phrases":
        """Look the elements of a stream up."""
        outside = stream.quote < 0
        kind, shape = tokens.kind[stream.token], tokens.shape[stream.token]
        mark = np.where(outside, tokens.mark[stream.token], 0)
        is_word = outside & ((kind == WORD) | (kind == NUMBER))
        is_determiner = is_word & np.isin(stream.word, word_list("determiners"))
        is_acronym = np.isin(stream.word, word_list("acronyms")) & np.isin(shape, _CAPITALS)
        is_function = np.isin(stream.word, word_list("functions")) & ~is_acronym
        return cls(
            is_determiner.tolist(),
            (is_word & np.isin(stream.word, word_list("relatives"))).tolist(),
            (is_word & np.isin(stream.word, word_list("pronouns")) & ~is_acronym).tolist(),
            (is_word & np.isin(stream.word, word_list("of"))).tolist(),
            (is_word & np.isin(stream.word, word_list("joins"))).tolist(),
            (is_word & ~is_determiner & ~is_function).tolist(),
            (outside & ((kind == CLITIC) | ((kind == PUNCTUATION) & np.isin(mark, _GENITIVES)))).tolist(),
            ((is_word & ~is_function & (shape >= TITLE)) | (mark == _AMPERSAND)).tolist(),
            (mark == _COMMA).tolist(),
            np.isin(mark, _STOPS).tolist(),
            stream.sentence.tolist(),
        )

    def widened(self, phrase: Stretch, opens: bool, in_cue: list[bool]) -> Stretch:
        """Return a phrase with what belongs to it on either side. opens: the reader marked where it begins."""
        first, last = phrase
        if self.is_pronoun[first]:
            return first, first
        if not opens:
            first = self._first(first, in_cue)
        while first < last and self.is_relative[first]:
            first += 1
        if self.is_determiner[last]:
            last = self._last(last, in_cue)
        elif self.is_of[last] and last + 1 < len(self.sentence):
            last = self._last(last + self.is_determiner[last + 1], in_cue)
        last = self._owned(last, in_cue)
        return first, self._explained(self._named(last, in_cue), in_cue)

    def _owned(self, last: int, in_cue: list[bool]) -> int:
        """Where the phrase ends whose owner alone was marked: Norway's new envoy to the Arctic Council."""
        if last + 2 >= len(self.sentence) or not (self.is_genitive[last + 1] and self.is_open[last + 2]):
            return last
        at = self._last(last + 1, in_cue)
        while (
            at + 2 < len(self.sentence) and self.joins[at + 1] and (self.is_determiner[at + 2] or self.is_name[at + 2])
        ):
            at = self._last(at + 1 + self.is_determiner[at + 2], in_cue)
        return at

    def _named(self, last: int, in_cue: list[bool]) -> int:
        """Where the name ends of which the phrase has the title or the first words."""
        at = last
        while (
            at + 1 < len(self.sentence) and self.sentence[at + 1] == self.sentence[last] and at - last < NAME_ELEMENTS
        ):
            if not self.is_name[at + 1] or in_cue[at + 1]:
                break
            at += 1
        return at

    def _first(self, first: int, in_cue: list[bool]) -> int:
        """Where the phrase begins; words in small letters without an article before them may be no part of it."""
        sentence, at, capital = self.sentence[first], first, first
        while at > max(0, first - LEFT_ELEMENTS) and self.sentence[at - 1] == sentence and not in_cue[at - 1]:
            before = at - 1
            if self.is_determiner[before] and not self.is_determiner[first]:
                return before
            if not (self.is_open[before] or self.is_genitive[before]):
                break
            at = before
            if self.is_name[at]:
                capital = at
        return capital

    def _last(self, last: int, in_cue: list[bool]) -> int:
        """Where a phrase ends of which nothing but the article was marked."""
        sentence, at = self.sentence[last], last
        while at + 1 < len(self.sentence) and at - last < RIGHT_ELEMENTS and self.sentence[at + 1] == sentence:
            if in_cue[at + 1] or not (self.is_open[at + 1] or self.is_genitive[at + 1]):
                break
            at += 1
        while at > last and self.is_genitive[at]:
            at -= 1
        return at

    def _explained(self, last: int, in_cue: list[bool]) -> int:
        """Where the name ends that stands behind the phrase between commas, if one does."""
        if last + 2 >= len(self.sentence) or not self.is_comma[last + 1]:
            return last
        at = last + 1
        while at + 1 < len(self.sentence) and self.is_name[at + 1] and at - last <= NAME_ELEMENTS:
            at += 1
        after = min(at + 1, len(self.sentence) - 1)
        ends = self.is_comma[after] or self.is_stop[after] or in_cue[after] or self.sentence[after] > self.sentence[at]
        return at if at > last + 1 and ends and self.sentence[at] == self.sentence[last] else last
