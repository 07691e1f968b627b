"""What belongs to a person's name, and what is told of the person with it."""

from dataclasses import replace
from functools import cache

from transforms.entities.cast import Person
from transforms.entities.keys import is_pinyin, person_key
from transforms.entities.lexicon import Word, word_lists
from transforms.entities.mention import Mention
from transforms.entities.offices import Role
from transforms.entities.organisations import Organisation
from transforms.entities.runs import Named
from transforms.entities.view import View
from transforms.tokens import LOWER, PUNCTUATION, WORD

_IS_GIVEN, _IS_TITLE = int(Word.GIVEN), int(Word.TITLE | Word.ROLE)
_IS_COMMON, _IS_SEXED, _IS_EASTERN = int(Word.COMMON), int(Word.MALE | Word.FEMALE), int(Word.FAMILY_FIRST)
_IS_PARTICLE, _STOP = int(Word.PARTICLE), ord(".")
# How the names of trades and ranks end; family names that do stand behind a given name.
_TRADES = (
    "woman",
    "craftsman",
    "aircraftman",
    "serviceman",
    "guardsman",
    "eer",
    "ician",
    "ologist",
    "grapher",
    "aller",
)
_FEW = 2  # words of a name before which no office stands in the same capitals
_SHORT, _SYLLABLE = 4, 5  # letters of a given name of one syllable, and of each of two


def behind_office(view: View, named: Named) -> Named:
    """Leave out the last word of an office before a name: Chancellor of the Exchequer Ruth …"""
    if named.known or len(named.units) <= _FEW or named.first != named.lead or not named.first:
        return named
    first, second = (view.flags[unit] for unit in named.units[:2])
    if view.small(named.first - 1) not in ("the", "of", "for", "and") or first & _IS_GIVEN:
        return named
    is_role = any(view.flags[named.first - back] & _IS_TITLE for back in (2, 3))  # mayor of Dravik …
    if not second & _IS_GIVEN and not is_role:
        return named
    return replace(named, first=named.units[1], units=named.units[1:])


def behind_rank(view: View, named: Named) -> Named:
    """Leave out a rank that no list holds before a full name: Leading Stoker Mary …

    It is a common word, or ends as trades do, and a given name follows that names men or women.
    """
    if named.known or len(named.units) <= _FEW or named.first != named.units[0]:
        return named
    first, second = named.units[:2]
    is_given = view.flags[second] & _IS_GIVEN and view.flags[second] & _IS_SEXED
    if view.flags[first] & (_IS_GIVEN | _IS_EASTERN) or not is_given or second != first + 1:
        return named
    if not (view.flags[first] & _IS_COMMON or view.small(first).endswith(_TRADES)):
        return named
    return replace(named, first=second, units=named.units[1:], title=named.title | view.flags[first])


def is_eastern(surfaces: list[str]) -> bool:
    """Whether a name that opens with a Chinese or Korean family name goes on like one: Xi Jinping, Moon Jae-in."""
    rest = surfaces[1:]
    if len(rest) == 1:
        _, hyphen, tail = rest[0].partition("-")
        return bool(hyphen and tail.islower()) or is_pinyin(rest[0].lower()) or len(rest[0]) <= _SHORT
    return len(rest) == 2 and all(len(word) <= _SYLLABLE for word in rest)


def middle_initials(view: View, named: Named) -> str:
    """Return the initials of the words between given and family name; nicknames and particles have none."""
    between = (
        token
        for token in range(named.units[0] + 1, named.units[-1])
        if view.kind[token] == WORD
        and view.shape[token] != LOWER
        and not view.flags[token] & _IS_PARTICLE
        and (view.kind[token - 1] != PUNCTUATION or view.mark[token - 1] == _STOP)
    )
    return "".join(view.small(token)[0] for token in between)


def tell_apart(people: list[Person]) -> None:
    """Note what tells people of an article apart whose names have one key: other initials, or another country."""
    by_key: dict[str, list[Person]] = {}
    for person in people:
        if not person.known:
            by_key.setdefault(person_key(person.name), []).append(person)
    for namesakes in by_key.values():
        if len({person.middle for person in namesakes}) > 1:
            for person in namesakes:
                person.apart = " ".join(person.middle)
        elif len({person.code for person in namesakes if person.code}) > 1:
            for person in namesakes:
                person.apart = (person.code or "").lower()


def members(body: Organisation | None) -> frozenset[str]:
    """Return what somebody may be called who holds an office of a chamber: senator."""
    if body is None:
        return frozenset()
    small = body.name.lower()
    return frozenset().union(*(titles for chamber, titles in _chambers() if chamber in small))


@cache
def _chambers() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((chamber, frozenset(titles.split())) for chamber, titles in word_lists()["chambers"].items())


def note_role(mention: Mention, person: Person, role: Role) -> None:
    """Keep an office with the mention and, if it is the first, with the person.

    Who holds an office of NATO speaks for no country, though another sentence may tell which one he is of.
    """
    organisation = role.organisation
    mention.role = mention.role or role.text
    mention.organisation = mention.organisation or organisation
    mention.code = mention.code or role.code
    person.role = person.role or role.text
    if person.organisation is None and not (person.code and organisation and organisation.is_international):
        person.organisation = organisation
    if not (person.organisation and person.organisation.is_international):
        person.code = person.code or role.code
    person.age = person.age or role.age
    person.role_words |= role.words | members(organisation)
