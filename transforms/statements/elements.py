"""A stream's elements one by one, for patterns that are few and far between: which words, names and marks they are."""

from collections.abc import Iterable

import numpy as np

from transforms.statements.lists import word_list
from transforms.statements.phrases import Stretch
from transforms.statements.stream import Stream
from transforms.tokens import CLITIC, PUNCTUATION, TITLE, Tokens

_COMMA = ord(",")


class Elements:
    """What the elements of a stream are; a quotation counts as a mark."""

    def __init__(self, tokens: Tokens, stream: Stream) -> None:
        outside = stream.quote < 0
        kind = tokens.kind[stream.token]
        self._word = np.where(outside, stream.word, 0)
        self._known: dict[str, set[int]] = {}
        self.is_mark: list[bool] = (~outside | (kind >= PUNCTUATION)).tolist()
        self.is_quote: list[bool] = (~outside).tolist()
        self.is_comma: list[bool] = (outside & (tokens.mark[stream.token] == _COMMA)).tolist()
        self.is_clitic: list[bool] = (outside & (kind == CLITIC)).tolist()
        self.is_name: list[bool] = (outside & (tokens.shape[stream.token] >= TITLE)).tolist()
        self.sentence: list[int] = stream.sentence.tolist()

    def __len__(self) -> int:
        return len(self.sentence)

    def at(self, name: str) -> list[int]:
        """Return the elements that are words of a list."""
        found: list[int] = np.flatnonzero(np.isin(self._word, word_list(name))).tolist()
        return found

    def word(self, element: int) -> int:
        """Return the hash of an element's word, 0 for a quotation."""
        return int(self._word[element])

    def are(self, element: int, name: str) -> bool:
        """Whether there is an element and it is a word of a list."""
        if name not in self._known:
            self._known[name] = set(word_list(name).tolist())
        return 0 <= element < len(self) and self.word(element) in self._known[name]

    def nearest(self, elements: Iterable[int], name: str, sentence: int) -> int:
        """Return the first of some elements that is a word of a list and of a sentence, or -1."""
        return next((at for at in elements if self.are(at, name) and self.sentence[at] == sentence), -1)

    def before(self, element: int, most: int) -> int:
        """Return the first of the words before an element back to the next mark; the element if there is none."""
        first = element
        while first > max(0, element - most) and not self.is_mark[first - 1]:
            first -= 1
        return first

    def behind(self, first: int, most: int) -> int:
        """Return the last of the words from one on up to the next mark or the next clause."""
        last = first
        while last + 1 < min(first + most, len(self)) and not (self.is_mark[last + 1] or self.are(last + 1, "clauses")):
            last += 1
        return last

    def head(self, phrase: Stretch) -> int:
        """Return the last name of a phrase, or its last word."""
        names = (at for at in range(phrase[1], phrase[0] - 1, -1) if self.is_name[at])
        return next(names, phrase[1])

    def sentence_of(self, element: int) -> Stretch:
        """Return the first and the last element of a sentence."""
        first = last = element
        while first > 0 and self.sentence[first - 1] == self.sentence[element]:
            first -= 1
        while last + 1 < len(self) and self.sentence[last + 1] == self.sentence[element]:
            last += 1
        return first, last
