"""What the words around a capitalised name tell about it."""

from transforms.entities.lexicon import Word, word_set
from transforms.entities.runs import Named
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, NUMBER, PUNCTUATION, WORD

_COMMA = ord(",")
_IS_SAY, _IS_ROLE = int(Word.SAY), int(Word.ROLE)
_IS_GIVEN, _IS_COMMON = int(Word.GIVEN), int(Word.COMMON)
_IS_SEXED = int(Word.MALE | Word.FEMALE)
_IS_FIRST = int(Word.FAMILY_FIRST)
_ARTICLES = frozenset({"a", "an", "the", "his", "her", "their", "its", "whose"})
_RELATIVE = frozenset({"who", "whom", "whose"})
_ACTS_BEFORE = word_set("grammar", "acts_before")
_PLACES_BEFORE = word_set("grammar", "places_before")
_VERBS = word_set("grammar", "verb")
# Points for and against a name being a person's; PERSON_AT is where it counts as one.
PERSON_AT = 2
_TITLED, _GIVEN, _GIVEN_LOW, _SAID, _INTRODUCED = 4, 3, 2, 2, 2
_AFTER_THE, _AFTER_PLACE, _ALL_COMMON = -3, -1, -3


def is_say(view: View, token: int) -> bool:
    """Whether a token is a verb of saying."""
    return bool(view.flags[token] & _IS_SAY) and view.shape[token] == LOWER


def is_said(view: View, first: int, last: int) -> bool:
    """Whether somebody is the subject of a verb of saying right behind or before."""
    return is_say(view, last + 1) or (first > 0 and is_say(view, first - 1))


def person_points(view: View, named: Named) -> int:
    """Return how much speaks for a name of several words being a person's."""
    flags = [view.flags[unit] for unit in named.units]
    points = _TITLED if named.title else 0
    before = named.lead - 1
    previous = view.flags[before] if before >= 0 else 0
    if flags[0] & _IS_GIVEN:
        points += _GIVEN if not flags[0] & _IS_COMMON or flags[0] & _IS_SEXED else _GIVEN_LOW
    elif flags[0] & _IS_FIRST and len(flags) <= 3 and not flags[-1] & _IS_COMMON:
        points += _GIVEN_LOW
    if before >= 0 and view.kind[before] == WORD:
        word = view.small(before)
        if word == "the" and not named.title:
            points += _AFTER_THE
        elif previous & _IS_ROLE and view.shape[before] == LOWER:
            points += _TITLED
        elif word in ("in", "at", "near"):
            points += _AFTER_PLACE
    if view.flags[named.first] & _IS_GIVEN == 0 and named.first < named.units[0]:
        points += _GIVEN_LOW  # an initial
    if is_said(view, named.first, named.last) or _is_source(view, named):
        points += _SAID
    if is_introduced(view, named.last + 1):
        points += _INTRODUCED
    if all(flag & _IS_COMMON and not flag & _IS_SEXED for flag in flags):
        points += _ALL_COMMON
    return points


def _is_source(view: View, named: Named) -> bool:
    """Whether a name is given as a source: `according to X`, or `X:` at the head of a paragraph."""
    lead = named.lead
    if lead > 1 and view.small(lead - 1) == "to" and view.small(lead - 2) == "according":
        return True
    is_label = view.mark[named.last + 1] == ord(":")
    return is_label and (lead == 0 or view.paragraph[lead - 1] != view.paragraph[lead])


def is_introduced(view: View, token: int) -> bool:
    """Whether an age, a description or a clause with who stands behind a name."""
    if view.mark[token] == _COMMA:
        token += 1
        if view.kind[token] == NUMBER:
            return view.mark[token + 1] == _COMMA and view.end[token] - view.start[token] <= 3
        word = view.small(token)
        if word in _RELATIVE:
            return True
        if word in _ARTICLES or view.flags[token] & _IS_ROLE:
            return any(view.flags[at] & _IS_ROLE for at in range(token, min(token + 6, len(view.flags))))
        return False
    return view.kind[token] == WORD and view.small(token) in _RELATIVE


def acts(view: View, first: int, last: int) -> bool:
    """Whether a capital stands for its government: it says or does something, or others deal with it."""
    before, after = first - 1, last + 1
    word = view.small(before) if before >= 0 and view.kind[before] == WORD else ""
    if word in _PLACES_BEFORE:
        return False
    if view.kind[after] == CLITIC or word in _ACTS_BEFORE:
        return True
    if view.kind[after] != WORD:
        return (view.kind[after] == PUNCTUATION and word in ("and", "or")) or view.mark[after] == ord(":")
    following = view.small(after)
    if view.shape[after] != LOWER:
        return False
    return (
        is_say(view, after) or following in _VERBS or (following.endswith(("ed", "s")) and not following.endswith("ss"))
    )
