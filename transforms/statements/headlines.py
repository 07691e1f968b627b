"""Headlines that are signed: `Pier to stay shut for months – Lund`."""

from dataclasses import dataclass

import numpy as np

from transforms.statements.elements import Elements
from transforms.statements.phrases import Stretch
from transforms.statements.relayed import is_medium
from transforms.statements.stream import Stream
from transforms.tokens import PUNCTUATION, Tokens

_DASHES = np.array([ord(mark) for mark in "-–—"], np.uint32)
_NAME_ELEMENTS, _LEAST_ELEMENTS, _MOST_ELEMENTS = 4, 3, 25  # of the name, and of what stands before it


@dataclass(frozen=True, slots=True)
class Signed:
    """A signed headline, in elements: what it says, the dash, and whose name stands behind."""

    said: Stretch
    dash: int
    name: Stretch


def find_signed(tokens: Tokens, stream: Stream, elements: Elements) -> list[Signed]:
    """Return the first lines of texts that end with a dash and a name which comes again below, and fuller.

    The name of a site or a programme, as in `Pier shut - Tarn Today`, does not.
    """
    kind, mark = tokens.kind[stream.token], np.where(stream.quote < 0, tokens.mark[stream.token], 0)
    spaced = tokens.spaced[stream.token]
    found: list[Signed] = []
    for dash in np.flatnonzero(np.isin(mark, _DASHES)).tolist():
        first = int(np.searchsorted(stream.paragraph, stream.paragraph[dash]))
        end = int(np.searchsorted(stream.paragraph, stream.paragraph[dash], "right"))
        while end > dash + 1 and kind[end - 1] >= PUNCTUATION and stream.quote[end - 1] < 0:
            end -= 1
        is_first = first == 0 or stream.text[first - 1] != stream.text[first]
        name = range(dash + 1, end)
        if not is_first or not 1 <= len(name) <= _NAME_ELEMENTS or not spaced[dash] or not spaced[dash + 1]:
            continue
        if not _LEAST_ELEMENTS <= dash - first <= _MOST_ELEMENTS or not all(elements.is_name[at] for at in name):
            continue
        below = range(end, int(np.searchsorted(stream.text, stream.text[dash], "right")))
        if any(_is_fuller(elements, name, at) for at in below) and not is_medium(elements, (dash + 1, end - 1)):
            found.append(Signed((first, dash - 1), dash, (dash + 1, end - 1)))
    return found


def _is_fuller(elements: Elements, name: range, last: int) -> bool:
    """Whether a name ends again at an element, with a first name, a title or an office before it."""
    same = all(
        elements.word(at) == elements.word(last - name[-1] + at) and elements.is_name[last - name[-1] + at]
        for at in name
    )
    return (
        same and elements.is_name[last - len(name)] and elements.sentence[last - len(name)] == elements.sentence[last]
    )
