"""Definite descriptions: which person `the minister` means."""

import math
import re
from dataclasses import dataclass
from functools import cache

from transforms.entities.antecedents import FLOOR, Antecedents, Weight
from transforms.entities.cast import Person
from transforms.entities.lexicon import Word, word_lists
from transforms.entities.spans import Span
from transforms.entities.unnamed import FEMALE, MALE, stands_for_nobody
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER

_IS_ROLE, _IS_HE, _IS_SHE = int(Word.ROLE), int(Word.ROLE_MALE), int(Word.ROLE_FEMALE)
_IS_POSSESSIVE = int(Word.POSSESSIVE)
_AGED = re.compile(r"(\d{1,3}|\w+)-year-old")
_LEARNED = ("ist", "ian", "grapher")
_TRADES = ("smith", "keeper", "maker", "wright", "woman", "man", "monger")
_COLLEAGUES = frozenset({"counterpart", "colleague"})  # hold the same office for another country
_HEADS = frozenset({"head", "leader", "chief"})
_WHOLE = {"head of state": "head-of-state", "head of government": "head-of-government"}
_PRESENT = frozenset({"host", "hostess", "interviewee"})
_SURE_ONLY = 0.65  # how sure somebody is meant who is the only one to be meant
_LEADERS = frozenset(
    {"leader", "president", "premier", "politician", "head-of-state", "statesman", "strongman", "ruler", "autocrat"}
)
# Points: the very word of the office; a word it may stand for. Somebody of whom no office is told is meant only where
# he spoke just before: points, and how many are needed in all.
_SAME, _KIND = 1.5, 0.6
_ANYWHERE = -math.inf  # however far back he was named
_UNTOLD = (-2.0, -1.8)


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {noun: frozenset(words.split()) for noun, words in word_lists()["descriptions"].items()}


@dataclass(frozen=True, slots=True)
class Description:
    """What a definite description tells of whom it means.

    noun: its head, in small letters. age: in years. fields: what tells one minister from another. classes: what else
    one may be called whom the noun means. heads_group: whether he is the head of a body, which is not any head.
    is_owned: whether it is somebody's, as `his minister` is.
    """

    noun: str
    sex: str
    code: str | None
    age: str | None
    fields: frozenset[str]
    classes: frozenset[str]
    heads_group: bool
    is_owned: bool
    is_office: bool
    is_trade: bool

    @property
    def is_man_or_woman(self) -> bool:
        """Whether it tells no more than the sex."""
        return self.noun in MALE or self.noun in FEMALE

    def fits(self, person: Person) -> Weight | None:
        """Return what speaks for somebody's being meant, or none where the words exclude him."""
        own = person.code or (person.known.code if person.known else None)
        if self.code and own and own != self.code:
            return None
        is_compatriot = self.code is not None and own == self.code
        if self.age:
            return self._by_age(person)
        if self.is_man_or_woman:
            return 0.0, FLOOR
        if self.noun in person.role_words:
            return self._by_office(person)
        if self.is_owned:
            return None
        if is_compatriot and person.role_words & _COLLEAGUES:
            return _KIND, _ANYWHERE
        if person.role_words & self.classes or (self.noun == "officer" and person.is_ranked):
            return None if self.heads_group and person.code and not is_compatriot else (_KIND, _ANYWHERE)
        return self._untold(person, is_compatriot=is_compatriot)

    def holds(self, person: Person) -> Weight | None:
        """Return the same, of those alone who are called by the very noun."""
        return self.fits(person) if self.noun in person.role_words else None

    def _by_age(self, person: Person) -> Weight | None:
        if person.age is None:
            return _UNTOLD
        return (_SAME, _ANYWHERE) if person.age == self.age else None

    def _by_office(self, person: Person) -> Weight | None:
        own = person.role_words & _fields()
        is_other = bool(self.fields and own) and not self.fields <= own
        return None if is_other else (_SAME, _ANYWHERE)

    def _untold(self, person: Person, *, is_compatriot: bool) -> Weight | None:
        """Weigh somebody of whom the article tells nothing like the noun."""
        if self.is_trade:
            return _UNTOLD if self.is_office else (0.0, FLOOR)
        if is_compatriot and self.noun in _LEADERS:
            return 0.0, FLOOR
        is_other = bool(person.role_words - _COLLEAGUES)
        return None if is_other or self.noun not in _loose() else _UNTOLD


def described_person(view: View, antecedents: Antecedents, span: Span) -> tuple[Person, float] | None:
    """Return the person a description means, and how sure that is."""
    if span.noun < 0:
        return None
    if view.small(span.noun) in _PRESENT and span.noun == span.last:
        return _present(antecedents, span)
    told = _read(view, span)
    if told is None or stands_for_nobody(view, span):
        return None
    found = antecedents.person(span.first, told.sex, told.holds) or antecedents.person(span.first, told.sex, told.fits)
    if found is None and told.is_trade:
        return _only_speaker(antecedents, told.sex)
    return found


def _read(view: View, span: Span) -> Description | None:
    """Return what a description tells, or none where its noun is no word for a person."""
    noun = _noun(view, span)
    flags = view.flags[span.noun]
    aged = _AGED.search(view.surface(span.first, span.last).lower())
    is_office = bool(flags & _IS_ROLE) or noun in _classes()
    is_trade = noun.endswith(_LEARNED) or noun in _trades() or (not is_office and noun.endswith(_TRADES))
    is_trade &= view.shape[span.noun] == LOWER  # The Comedian is a nickname
    if not (is_office or is_trade or aged or noun in MALE or noun in FEMALE):
        return None
    heads_group = noun in _HEADS and (view.small(span.noun + 1) == "of" or view.kind[span.noun - 1] == CLITIC)
    return Description(
        noun=noun,
        sex="m" if flags & _IS_HE or noun in MALE else "f" if flags & _IS_SHE or noun in FEMALE else "",
        code=span.code,
        age=aged[1] if aged else None,
        fields=_fields() & {view.small(token) for token in range(span.first, span.noun)},
        classes=_classes().get("head" if heads_group else noun, frozenset()),
        heads_group=heads_group,
        is_owned=bool(view.flags[span.first] & _IS_POSSESSIVE),
        is_office=is_office,
        is_trade=is_trade,
    )


def _noun(view: View, span: Span) -> str:
    """Return the head of a description as the lists have it: head-of-state, vice-president."""
    phrase = view.surface(span.first, span.last).lower()
    noun = next((noun for whole, noun in _WHOLE.items() if whole in phrase), view.small(span.noun))
    joined = f"{view.small(span.noun - 1)}-{noun}"
    return joined if joined in _titles() else noun


def _only_speaker(antecedents: Antecedents, sex: str) -> tuple[Person, float] | None:
    """Return the one person who has spoken, unless something else is told of him."""
    only = antecedents.only_speaker()
    if only is None or only.role_words or (sex and only.sex and only.sex != sex):
        return None
    return only, _SURE_ONLY


def _present(antecedents: Antecedents, span: Span) -> tuple[Person, float] | None:
    """Return whom a word means that tells no more than that he is there: the host, the guest."""
    found = antecedents.near(span.first, lambda person: True)
    return (found, _SURE_ONLY) if found else None


@cache
def _fields() -> frozenset[str]:
    """What tells one minister from another."""
    ministries = word_lists()["ministries"].values()
    return frozenset({"prime", "deputy", "vice"}).union(*(words.split() for words in ministries))


@cache
def _titles() -> frozenset[str]:
    return frozenset(word_lists()["title"].split())


@cache
def _loose() -> frozenset[str]:
    return frozenset(word_lists()["loose"].split())


@cache
def _trades() -> frozenset[str]:
    return frozenset(word_lists()["trades"].split())
