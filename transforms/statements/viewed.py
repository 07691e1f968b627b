"""Views told without a verb: `In Lund's view, the pier is safe`, `the pier is safe, in the opinion of Lund`."""

from collections.abc import Iterator
from dataclasses import dataclass

from transforms.statements.elements import Elements
from transforms.statements.phrases import Stretch

_PHRASE_ELEMENTS = 8  # the longest name of whose view it is
_ADJECTIVES = 2  # in his own personal view


@dataclass(frozen=True, slots=True)
class View:
    """One view, in elements.

    phrase: all that tells whose it is, with the comma behind it. cue: the noun. holder: who has it, as written;
    speaker: the element of it that is pointed to. content: the stretch that the phrase stands in, or beside.
    """

    phrase: Stretch
    cue: int
    holder: Stretch
    speaker: int
    content: Stretch


def find_views(elements: Elements) -> list[View]:
    """Return the views of a stream, in order."""
    return [view for noun in elements.at("views") for view in _views(elements, noun)]


def _views(elements: Elements, noun: int) -> Iterator[View]:
    """Yield the view that a noun tells of, if it does."""
    found = _owned(elements, noun) or _of_somebody(elements, noun)
    if found is None:
        return
    opening, holder, last = found
    first_of, last_of = elements.sentence_of(noun)
    if elements.sentence[opening] != elements.sentence[last]:
        return
    is_first = opening == first_of or elements.are(opening - 1, "joints")
    is_inserted = opening > first_of and elements.is_comma[opening - 1]
    after = last + 1
    is_closed = after > last_of or elements.is_comma[after]
    ends = all(elements.is_mark[at] and not elements.is_quote[at] for at in range(after, last_of + 1))
    if is_first and not is_closed:
        is_closed = any(elements.are(after, name) for name in ("determiners", "pronouns")) or elements.is_name[after]
        last -= 1
    if (is_first and is_closed and not ends) or (is_inserted and (is_closed or ends)):
        phrase = (opening, min(last + 1, last_of))
        content = (first_of if is_inserted else phrase[1] + 1, last_of)
        yield View(phrase, noun, holder, elements.head(holder), content)


def _owned(elements: Elements, noun: int) -> tuple[int, Stretch, int] | None:
    """Opening, holder and end of `in Lund's view` or `from his own point of view`."""
    owner = noun - 1
    if elements.are(owner, "of") and elements.are(owner - 1, "points"):
        owner -= 2
    for at in range(owner, owner - 1 - _ADJECTIVES, -1):
        if at < 1:
            return None
        if elements.are(at, "owners") and elements.are(at - 1, "in_view"):
            return at - 1, (at, at), noun
        if elements.is_clitic[at]:
            first = elements.nearest(range(at - 1, at - 1 - _PHRASE_ELEMENTS, -1), "in_view", elements.sentence[noun])
            return (first, (first + 1, at - 1), noun) if 0 <= first < at - 1 else None
    return None


def _of_somebody(elements: Elements, noun: int) -> tuple[int, Stretch, int] | None:
    """Opening, holder and end of `in the opinion of Lund`."""
    opening = noun - 2
    if not (elements.are(noun - 1, "the") and elements.are(opening, "in_view") and elements.are(noun + 1, "of")):
        return None
    first = noun + 2
    if first >= len(elements) or elements.is_mark[first]:
        return None
    last = elements.behind(first, _PHRASE_ELEMENTS)
    return opening, (first, last), last
