"""Definite descriptions: which person `the minister` means, and which organisation `the alliance`."""

import re
from functools import cache

from transforms.entities.antecedents import FLOOR, Antecedents
from transforms.entities.cast import Person
from transforms.entities.lexicon import Word, word_lists
from transforms.entities.organisations import Organisation
from transforms.entities.spans import Span
from transforms.entities.view import View

_IS_ROLE, _IS_HE, _IS_SHE = int(Word.ROLE), int(Word.ROLE_MALE), int(Word.ROLE_FEMALE)
_AGED = re.compile(r"(\d{1,3}|\w+)-year-old")
_TRADES = ("ist", "ian", "ologist", "grapher", "smith", "keeper", "maker", "wright", "woman", "man", "monger")
_MALE = frozenset({"man", "boy", "father", "husband", "son", "brother"})
_FEMALE = frozenset({"woman", "girl", "mother", "wife", "daughter", "sister"})
_LEADERS = frozenset({"leader", "president", "premier", "politician", "head-of-state", "statesman"})
# Points: the very word of the office; a word it may stand for. Somebody of whom no office is told is meant only where
# he spoke just before: points, and how many are needed in all.
_SAME, _KIND, _ANYWHERE = 1.5, 0.6, -99.0
_UNTOLD = (-2.0, -1.5)


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {noun: frozenset(words.split()) for noun, words in word_lists()["descriptions"].items()}


@cache
def _groups() -> dict[str, frozenset[str]]:
    return {noun: frozenset(words.split()) for noun, words in word_lists()["groups"].items()}


def described_person(view: View, antecedents: Antecedents, span: Span) -> tuple[Person, float] | None:
    """Return the person a description means, and how sure that is."""
    if span.noun < 0:
        return None
    noun = view.small(span.noun)
    phrase = view.surface(span.first, span.last).lower()
    aged = _AGED.search(phrase)
    for whole, standing in (("head of state", "head-of-state"), ("head of government", "head-of-government")):
        if whole in phrase:
            noun = standing
    is_office = bool(view.flags[span.noun] & _IS_ROLE) or noun in _classes()
    is_trade = not is_office and noun.endswith(_TRADES)
    if not (is_office or is_trade or aged or noun in _MALE or noun in _FEMALE):
        return None
    flags = view.flags[span.noun]
    sex = "m" if flags & _IS_HE or noun in _MALE else "f" if flags & _IS_SHE or noun in _FEMALE else ""
    wanted = _classes().get(noun, frozenset())
    code = span.code

    def fits(person: Person) -> tuple[float, float] | None:
        own = person.code or (person.known.code if person.known else None)
        if code and own and own != code:
            return None
        if aged:
            return (_SAME, _ANYWHERE) if person.age == aged[1] else _UNTOLD if person.age is None else None
        if noun in _MALE or noun in _FEMALE:
            return 0.0, FLOOR
        if noun in person.role_words:
            return _SAME, _ANYWHERE
        if person.role_words & wanted or (noun == "officer" and person.is_ranked):
            return _KIND, _ANYWHERE
        if is_trade or (code and own == code and noun in _LEADERS):
            return 0.0, FLOOR
        return None if person.role_words else _UNTOLD

    return antecedents.person(span.first, sex, fits)


def described_group(view: View, antecedents: Antecedents, span: Span) -> Organisation | None:
    """Return the organisation a description means: the last one named that may be called so."""
    if span.noun < 0:
        return None
    noun = view.small(span.noun)
    wanted = _groups().get(noun)
    if wanted is None:
        return None
    topics = {view.small(token) for token in range(span.first, span.noun)}
    for mention in antecedents.before(span.first):
        entity = mention.entity
        if not isinstance(entity, Organisation) or not entity.words & wanted:
            continue
        if span.code and entity.code and entity.code != span.code:
            continue
        if entity.topic and topics - {"the", entity.topic} and not topics & {"russian", entity.topic}:
            continue
        return entity
    return None
