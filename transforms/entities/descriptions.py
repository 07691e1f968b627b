"""Definite descriptions: which person `the minister` means, and which organisation `the alliance`."""

import re
from functools import cache

from transforms.entities.antecedents import FLOOR, Antecedents
from transforms.entities.cast import Person
from transforms.entities.groups import firms, groups, kinds
from transforms.entities.lexicon import Word, word_lists
from transforms.entities.organisations import Organisation, topics_in
from transforms.entities.spans import Span
from transforms.entities.view import View
from transforms.tokens import CLITIC, LOWER, WORD

_IS_ROLE, _IS_HE, _IS_SHE = int(Word.ROLE), int(Word.ROLE_MALE), int(Word.ROLE_FEMALE)
_IS_POSSESSIVE = int(Word.POSSESSIVE)
_AGED = re.compile(r"(\d{1,3}|\w+)-year-old")
_LEARNED = ("ist", "ian", "grapher")
_TRADES = ("smith", "keeper", "maker", "wright", "woman", "man", "monger")
_MALE = frozenset({"man", "boy", "father", "husband", "son", "brother"})
_FEMALE = frozenset({"woman", "girl", "mother", "wife", "daughter", "sister"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_TAKEN_UP, _ARTICLE_WITHIN = 120, 8  # tokens back to the same noun; from it to its article
_COMMA = ord(",")
_COLLEAGUES = frozenset({"counterpart", "colleague"})  # hold the same office for another country
_THING_WITHIN = 4  # words of a description within which the thing that tells something is named
_HEADS = frozenset({"head", "leader", "chief"})
_PRESENT = frozenset({"host", "hostess", "interviewee"})
_SURE_ONLY = 0.65  # how sure somebody is meant who is the only one to be meant
_LEADERS = frozenset(
    {"leader", "president", "premier", "politician", "head-of-state", "statesman", "strongman", "ruler", "autocrat"}
)
# Points: the very word of the office; a word it may stand for. Somebody of whom no office is told is meant only where
# he spoke just before: points, and how many are needed in all.
_SAME, _KIND, _ANYWHERE = 1.5, 0.6, -99.0
_UNTOLD = (-2.0, -1.8)


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {noun: frozenset(words.split()) for noun, words in word_lists()["descriptions"].items()}


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
    joined = f"{view.small(span.noun - 1)}-{noun}"
    noun = joined if joined in _titles() else noun
    is_office = bool(view.flags[span.noun] & _IS_ROLE) or noun in _classes()
    is_trade = noun.endswith(_LEARNED) or noun in _trades() or (not is_office and noun.endswith(_TRADES))
    is_trade &= view.shape[span.noun] == LOWER  # The Comedian is a nickname
    heads_group = noun in _HEADS and (view.small(span.noun + 1) == "of" or view.kind[span.noun - 1] == CLITIC)
    if noun in _PRESENT and span.noun == span.last:
        return _present(antecedents, span)
    if not (is_office or is_trade or aged or noun in _MALE or noun in _FEMALE):
        return None
    flags = view.flags[span.noun]
    sex = "m" if flags & _IS_HE or noun in _MALE else "f" if flags & _IS_SHE or noun in _FEMALE else ""
    wanted = _classes().get("head" if heads_group else noun, frozenset())
    code = span.code
    is_owned = bool(view.flags[span.first] & _IS_POSSESSIVE)
    fields = _fields() & {view.small(token) for token in range(span.first, span.noun)}

    if _stands_for_nobody(view, span):
        return None

    def fits(person: Person) -> tuple[float, float] | None:
        own = person.code or (person.known.code if person.known else None)
        if code and own and own != code:
            return None
        if aged:
            return (_SAME, _ANYWHERE) if person.age == aged[1] else _UNTOLD if person.age is None else None
        if noun in _MALE or noun in _FEMALE:
            return 0.0, FLOOR
        if noun in person.role_words:
            own_fields = person.role_words & _fields()
            return None if fields and own_fields and not fields <= own_fields else (_SAME, _ANYWHERE)
        if is_owned:
            return None
        if code and own == code and person.role_words & _COLLEAGUES:
            return _KIND, _ANYWHERE
        if person.role_words & wanted or (noun == "officer" and person.is_ranked):
            return None if heads_group and not (code and own) and person.code else (_KIND, _ANYWHERE)
        if is_trade:
            return _UNTOLD if is_office else (0.0, FLOOR)
        if code and own == code and noun in _LEADERS:
            return 0.0, FLOOR
        return None if person.role_words - _COLLEAGUES or noun not in _loose() else _UNTOLD

    def holds(person: Person) -> tuple[float, float] | None:
        return fits(person) if noun in person.role_words else None

    found = antecedents.person(span.first, sex, holds) or antecedents.person(span.first, sex, fits)
    if found is None and is_trade and (only := antecedents.only_speaker()):
        told_else = bool(only.role_words) or bool(sex and only.sex and only.sex != sex)
        return None if told_else else (only, _SURE_ONLY)
    return found


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


def somebody(view: View, first: int, last: int) -> str | None:
    """Return the sex of somebody unnamed who speaks, empty if it is not told, or none where a thing does: a study."""
    words = [view.small(token) for token in range(first + 1, min(last, first + _ARTICLE_WITHIN) + 1)]
    if any(word in _things() for word in words[:_THING_WITHIN]):
        return None
    if any(word in _MALE for word in words):
        return "m"
    return "f" if any(word in _FEMALE for word in words) else ""


@cache
def _things() -> frozenset[str]:
    return frozenset(word_lists()["tells"].split())


def _stands_for_nobody(view: View, span: Span) -> bool:
    """Whether a description takes up somebody unnamed: a doctor … the doctor."""
    word = view.word[span.noun]
    for token in range(span.first - 1, max(span.first - _TAKEN_UP, 0), -1):
        if view.word[token] != word or view.shape[token] != LOWER or view.shape[token + 1] != LOWER:
            continue
        for start in range(token - 1, max(token - _ARTICLE_WITHIN, 0), -1):
            if view.kind[start] != WORD:
                break
            if view.small(start) in _INDEFINITE:
                return view.mark[start - 1] != _COMMA
    return False


def described_group(view: View, antecedents: Antecedents, span: Span) -> Organisation | None:
    """Return the organisation a description means: the last one named that may be called so."""
    if span.noun < 0:
        return None
    noun = view.small(span.noun)
    wanted = groups().get(noun, frozenset())
    if not wanted and noun not in firms():
        return None
    topics = topics_in(view.small(token) for token in range(span.first, span.noun))
    for mention in antecedents.before(span.first):
        entity = mention.entity
        if not isinstance(entity, Organisation) or (span.code and entity.code and entity.code != span.code):
            continue
        if topics and entity.topic not in topics:
            continue
        is_bare = noun in firms() and entity.known is None and entity.words.isdisjoint(kinds())
        if entity.words & wanted or is_bare:
            return entity
    return None
