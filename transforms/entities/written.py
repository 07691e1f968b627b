"""Names of speakers as written, where the article names no entity: bodies written small, names that no list holds."""

from transforms.entities.groups import is_group
from transforms.entities.lexicon import Word
from transforms.entities.spans import Span, may_be_explained
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, WORD

_COMMA = ord(",")
_IS_ROLE, _IS_FUNCTION, _IS_COMMON = int(Word.ROLE | Word.TITLE), int(Word.FUNCTION), int(Word.COMMON)
_IS_INNER = int(Word.ORG_PART | Word.ROLE_PART | Word.ORG_HEAD)
_BODY_BEFORE = 40  # tokens from a body to the `it` that means it
_JOINS = frozenset({"of", "and", "for", "the", "&", ".", "-"})


def bare(view: View, first: int, last: int) -> str:
    """Return the words of a span without the article."""
    return " ".join(view.surface(first + 1 if view.small(first) == "the" else first, last).split())


def written_name(view: View, span: Span, last: int) -> str | None:
    """Return the name that a span consists of, or that stands behind a description and a comma, as written."""
    first = span.first + 1 if view.small(span.first) == "the" else span.first
    if span.noun < 0 and _is_name(view, first, span.last):
        return bare(view, first, span.last)
    start = span.last + 2
    if (
        start > last
        or view.mark[start - 1] != _COMMA
        or _is_land(view, start)
        or not may_be_explained(view, span.first, span.last)
    ):
        return None
    end = start
    while end < last and view.mark[end + 1] != _COMMA:
        end += 1
    return bare(view, start, end) if _is_name(view, start, end) else None


def _is_land(view: View, token: int) -> bool:
    """Whether a country or place is named: the ministers of Poland, Lithuania and Latvia."""
    found = view.phrase.get(token)
    return found is not None and found[1].kind in ("country", "place")


def _is_name(view: View, first: int, last: int) -> bool:
    """Whether all words are capitalised, but for those that join names."""
    if first > last or view.shape[first] == LOWER or view.flags[first] & (_IS_FUNCTION | _IS_ROLE):
        return False
    if first == last and view.flags[first] & _IS_COMMON:
        return False
    return all(view.shape[token] != LOWER or view.small(token) in _JOINS for token in range(first, last + 1))


def body_before(view: View, token: int) -> str | None:
    """Return the body written small that stands last before a token, in its sentence or the one before."""
    for noun in range(token - 1, max(token - _BODY_BEFORE, 0), -1):
        if view.sentence[token] - view.sentence[noun] > 1:
            break
        if view.shape[noun] != LOWER or view.kind[noun] != WORD or not is_group(view, noun):
            continue
        first = noun
        while view.kind[first - 1] == WORD and view.flags[first - 1] & _IS_INNER and view.shape[first - 1] == LOWER:
            first -= 1
        is_owned = view.kind[first - 1] == CLITIC
        if is_owned or view.small(first - 1) in ("the", "its", "his", "her", "their"):
            return " ".join(view.surface(first - 2 if is_owned else first, noun).split())
    return None
