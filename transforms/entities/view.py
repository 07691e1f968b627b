"""A tagged batch in plain lists: what is read name by name is read from these."""

from dataclasses import dataclass

import numpy as np

from transforms.entities.keys import unaccented
from transforms.entities.phrases import Known, Names
from transforms.entities.tags import Tags
from transforms.tokens import LOWER, PARAGRAPH, WORD, Tokens, hash_words

_LAST_ASCII = 127
_PADDING = 8  # tokens behind the last one, so that what follows a name is read without looking for the end


@dataclass(frozen=True, slots=True)
class View:
    """Columns of `Tokens` and `Tags` as lists; text: all texts, so that offsets in points slice it.

    name: hashes of words as `word`, of capitalised ones without their accents.
    phrase: first token of each listed name -> its last one and what it names.
    """

    text: str
    start: list[int]
    end: list[int]
    word: list[int]
    name: list[int]
    kind: list[int]
    shape: list[int]
    mark: list[int]
    flags: list[int]
    sentence: list[int]
    paragraph: list[int]
    opens: list[bool]
    is_headline: list[bool]
    phrase: dict[int, tuple[int, Known]]

    def surface(self, first: int, last: int) -> str:
        """Return the text from one token to another."""
        return self.text[self.start[first] : self.end[last]]

    def small(self, token: int) -> str:
        """Return a token in small letters."""
        return self.text[self.start[token] : self.end[token]].lower()


def read_view(tokens: Tokens, tags: Tags, names: Names) -> View:
    """Unpack a batch."""
    phrases = tags.phrases
    known = names.known
    rows = zip(phrases.first.tolist(), phrases.last.tolist(), phrases.row.tolist(), strict=True)
    padding = [0] * _PADDING
    return View(
        text=tokens.slice(0, len(tokens.points)),
        start=tokens.start.tolist() + padding,
        end=tokens.end.tolist() + padding,
        word=tokens.word.tolist() + padding,
        name=_unaccented(tokens) + padding,
        kind=tokens.kind.tolist() + [PARAGRAPH] * _PADDING,
        shape=tokens.shape.tolist() + padding,
        mark=tokens.mark.tolist() + padding,
        flags=tags.flags.tolist() + padding,
        sentence=tags.sentence.tolist() + padding,
        paragraph=tokens.paragraph.tolist() + padding,
        opens=[*tags.opens.tolist(), *([True] * _PADDING)],
        is_headline=[*tags.is_headline.tolist(), *([False] * _PADDING)],
        phrase={first: (last, known[row]) for first, last, row in rows},
    )


def _unaccented(tokens: Tokens) -> list[int]:
    """Return the hashes of all words, of capitalised ones as if they were written without accents."""
    before = np.concatenate([[0], np.cumsum(tokens.points > _LAST_ASCII)])
    is_foreign = (before[tokens.end] > before[tokens.start]) & (tokens.kind == WORD) & (tokens.shape != LOWER)
    places = np.flatnonzero(is_foreign)
    words = tokens.word.copy()
    words[places] = hash_words([unaccented(tokens.surface(place, place)) for place in places.tolist()])
    hashes: list[int] = words.tolist()
    return hashes
