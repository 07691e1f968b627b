"""The body that an office is of, as written, where it names no organisation: commander of the ground forces."""

from transforms.entities.groups import is_group
from transforms.entities.keys import name_key
from transforms.entities.lexicon import Word, word_set
from transforms.entities.organisations import Organisation
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, WORD

_IS_ROLE, _IS_FUNCTION, _IS_POSSESSIVE = int(Word.ROLE), int(Word.FUNCTION), int(Word.POSSESSIVE)
_IS_THING = int(Word.THING)
_LINKS = frozenset({"of", "for", "at", "with"})
_ARTICLES = frozenset({"the", "a", "an"})
_APOSTROPHES = frozenset(map(ord, "'’"))
_CABINET = frozenset({"minister", "secretary"})  # what stands before these they are for: Railway Minister
# Words for bodies that before a post tell what it is about; words of a post that stand before a body.
_FIELDS = word_set("grammar", "fields")
_GRADES = word_set("grammar", "grades")


def employer(view: View, first: int, last: int, code: str | None) -> Organisation | None:
    """Return the body that the words of an office name: behind `of`, or before the post."""
    found = _behind_link(view, first, last) or _before_post(view, first, last)
    if found is None:
        return None
    name = " ".join(view.surface(*found).split())
    return Organisation(name, name_key(name), code, frozenset(name.lower().split()))


def _behind_link(view: View, first: int, last: int) -> tuple[int, int] | None:
    """Return the first body behind `of the`, with what itself is `of`: department of water resources."""
    for token in range(first + 1, last):
        if view.small(token) not in _LINKS or view.kind[token] != WORD:
            continue
        start = token + 2 if view.small(token + 1) in _ARTICLES else token + 1
        end = _phrase_end(view, start, last)
        if end < start or view.flags[start] & _IS_POSSESSIVE:
            continue
        if not (is_group(view, end) or (start == token + 2 and _is_name(view, start, end))):
            continue
        behind = end + 2 if view.small(end + 1) == "of" and end + 2 <= last else end
        return start, max(end, _phrase_end(view, behind, last) if behind > end else end)
    return None


def _is_name(view: View, start: int, end: int) -> bool:
    """Whether words are a name by their capitals alone, and of no country or place: the Northern Compact."""
    words = range(start, end + 1)
    if end == start or view.flags[end] & _IS_THING or any(token in view.phrase for token in words):
        return False
    return all(view.shape[token] != LOWER for token in words)


def _phrase_end(view: View, start: int, last: int) -> int:
    """Return the last token of a noun and the words before it."""
    end = start - 1
    while end < last and _is_inner(view, end + 1):
        end += 1
    return end


def _is_inner(view: View, token: int) -> bool:
    if view.kind[token] == WORD:
        return not (view.flags[token] & _IS_FUNCTION and view.shape[token] == LOWER)
    return view.kind[token] == CLITIC or (view.mark[token] in _APOSTROPHES and view.start[token] == view.end[token - 1])


def _before_post(view: View, first: int, last: int) -> tuple[int, int] | None:
    """Return the body before a post: Foreign Ministry spokesman, the committee's chairwoman."""
    start = first
    while start <= last and (view.small(start) in _GRADES or view.small(start) in _ARTICLES):
        start += 1
    for token in range(start + 1, last + 1):
        if not _is_inner(view, token) or view.small(token) in _CABINET:
            return None
        if not view.flags[token] & _IS_ROLE:
            continue
        body = token - 2 if view.kind[token - 1] == CLITIC else token - 1
        is_body = body >= start and is_group(view, body) and view.small(body) not in _FIELDS
        return (start, body) if is_body and not view.flags[start] & _IS_POSSESSIVE else None
    return None
