"""The people of one article: full names, and whom a short name means."""

from dataclasses import dataclass, field
from functools import cache

from transforms.entities.lexicon import Word, word_lists
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import Known
from transforms.tokens import hash_words

MALE, FEMALE, UNKNOWN = "m", "f", ""
# Sentences back in which a full name decides between two people of one family name.
NEAR = 2

_IS_MALE = int(Word.TITLE_MALE | Word.ROLE_MALE)
_IS_FEMALE = int(Word.TITLE_FEMALE | Word.ROLE_FEMALE)
_MONSIEUR = "m"  # may be an initial or a title
_NAME_WORDS = 4  # of a full name in a headline
_MALE, _FEMALE = int(Word.MALE), int(Word.FEMALE)
_FEMALE_ENDINGS = ("ova", "eva", "skaya", "skaia", "ovna", "evna", "shchina", "ska", "ina")
# Arabic articles that a short name leaves out: al-Rashidi and Rashidi.
_ARTICLES, _GLUED = frozenset({"al-", "el-", "as-", "ar-", "az-", "ad-", "at-", "an-"}), 5
_MALE_PATRONYMICS = ("ovich", "evich", "ovych", "iovych")


@dataclass(slots=True, eq=False)
class Person:
    """Somebody whom an article names.

    family, given: hashes of the words by which a short name may mean them. middle: initials between them, as far as
    they are known. is_sure: whether the text or a list tells that this is a person. count: mentions so far; last_full:
    sentence of the last full name. apart: what tells them from a namesake of the same article, empty without one.
    """

    name: str
    given: int
    family: int
    sex: str
    known: Known | None = None
    is_sure: bool = True
    is_single: bool = False
    count: int = 0
    last_full: int = 0
    role: str | None = None
    organisation: Organisation | None = None
    code: str | None = None
    role_words: set[str] = field(default_factory=set)
    is_ranked: bool = False
    age: str | None = None
    middle: str = ""
    apart: str = ""


class Cast:
    """The people of one article, by the words of their names."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._full: dict[tuple[int, int], list[Person]] = {}
        self._listed: dict[str, Person] = {}
        self._by_family: dict[int, list[Person]] = {}
        self._by_given: dict[int, list[Person]] = {}
        self._by_middle: dict[int, list[Person]] = {}

    def full(self, words: tuple[int, ...], name: str, sex: str, known: Known | None, middle: str = "") -> Person:
        """Return the person of a full name, who is new unless first and last word are known.

        middle: initials of the words between them; other ones are somebody else's.
        """
        key = (words[0], words[-1])
        namesakes = self._full.setdefault(key, [])
        fitting = [person for person in namesakes if _may_be(person, known, middle)]
        person = max(fitting, key=lambda person: person.last_full, default=None)
        if person is None and known is not None:
            person = self._listed.get(known.name)
        if person is None:
            person = self._same(words, name, known, middle)
        if person is None:
            person = self._new(name, words[0], words[-1], sex, known)
        if person not in namesakes:
            namesakes.append(person)
        person.middle = max(person.middle, middle, key=len)
        if known and known.name not in self._listed:
            self._listed[known.name] = person
            person.known = known
        if len(words) > 2:
            for word in words[1:-1]:
                self._by_middle.setdefault(word, []).append(person)
        if len(name) > len(person.name) and (person.is_single or name.endswith(f" {person.name}")):
            person.name, person.is_single = name, False
        if not person.sex:
            person.sex = sex
        return person

    def single(self, word: int, name: str, sex: str) -> Person:
        """Add a person of whom the text has one name."""
        person = self._new(name, word, word, sex, None)
        person.is_single = True
        return person

    def listed(self, known: Known, word: int) -> Person:
        """Return a person of the list whom the article gives by a short name or nickname only."""
        person = self._listed.get(known.name)
        if person is None:
            person = self._new(known.name, 0, word, known.sex, known)
            self._listed[known.name] = person
        return person

    def by_word(self, word: int, sex: str, sentence: int, initial: str = "") -> Person | None:
        """Return whom one word of a name means; of namesakes one named in full just before, else the most named."""
        people = [person for person in self._by_family.get(word, ()) if _agrees(person, sex)]
        if initial:
            named = [person for person in people if person.name[0].lower() == initial]
            people = named if named or initial != _MONSIEUR else people
        if not people and not initial:
            people = [person for person in self._by_given.get(word, ()) if _agrees(person, sex)]
            people = people or [person for person in self._by_middle.get(word, ()) if _agrees(person, sex)]
            if len(set(people)) != 1:
                return None
        if not people:
            return None
        if len(people) == 1:
            return people[0]
        near = [person for person in people if sentence - NEAR <= person.last_full <= sentence]
        if near:
            return max(near, key=lambda person: person.last_full)
        before = [person for person in people if person.last_full <= sentence]
        return max(before or people, key=lambda person: person.count)

    def __contains__(self, word: int) -> bool:
        return word in self._by_family or word in self._by_given or word in self._by_middle

    def _same(self, words: tuple[int, ...], name: str, known: Known | None, middle: str) -> Person | None:
        """Return somebody of the same family name whose name this ends, or whose given name has this short form."""
        for person in self._by_family.get(words[-1], ()):
            if not _may_be(person, known, middle):
                continue
            if person.name.endswith(f" {name}") or (name.endswith(f" {person.name}") and not person.is_single):
                return person
            if (person.given, words[0]) in _nicknames():
                return person
        return None

    def longest(self, words: list[int]) -> tuple[int, Person | None]:
        """Return whose name opens a run of words, and the place of its last word: a full name, else a family name."""
        for end in range(min(len(words), _NAME_WORDS) - 1, 0, -1):
            if namesakes := self._full.get((words[0], words[end])):
                return end, namesakes[-1]
        people = self._by_family.get(words[0], [])
        return 0, people[0] if len(people) == 1 else None

    def drop(self, person: Person) -> None:
        """Take out what turned out to be nobody."""
        self.people.remove(person)
        self._by_family[person.family].remove(person)
        self._by_given[person.given].remove(person)

    def _new(self, name: str, given: int, family: int, sex: str, known: Known | None) -> Person:
        person = Person(name, given, family, sex, known)
        self.people.append(person)
        self._by_family.setdefault(family, []).append(person)
        self._by_given.setdefault(given, []).append(person)
        last = name.rpartition(" ")[2]
        if last[:3].lower() in _ARTICLES and len(last) > _GLUED:
            self._by_middle.setdefault(int(hash_words([last[3:]])[0]), []).append(person)
        return person


@cache
def _nicknames() -> frozenset[tuple[int, int]]:
    """Return pairs of hashes of given names that one person may go by."""
    pairs = set()
    for name, others in word_lists()["nicknames"].items():
        first, *short = (int(word) for word in hash_words([name, *others.split()]))
        pairs |= {(first, word) for word in short} | {(word, first) for word in short}
    return frozenset(pairs)


def sex_of(flags: list[int], surfaces: list[str], title: int) -> str:
    """Return the sex that a title, the given name or the ending of a family name tells."""
    if title & _IS_FEMALE:
        return FEMALE
    if title & _IS_MALE and not title & _IS_FEMALE:
        return MALE
    for flag in flags[:-1] or flags:
        if flag & _FEMALE:
            return FEMALE
        if flag & _MALE:
            return MALE
    for surface in surfaces[1:]:
        if surface.lower().endswith(_FEMALE_ENDINGS[:-2]):
            return FEMALE
        if surface.lower().endswith(_MALE_PATRONYMICS) and surface is not surfaces[-1]:
            return MALE
    return UNKNOWN


def _may_be(person: Person, known: Known | None, middle: str) -> bool:
    """Whether nothing in a full name tells that it is another's."""
    if known and person.known:
        return known.name == person.known.name
    return person.middle.startswith(middle) or middle.startswith(person.middle)


def _agrees(person: Person, sex: str) -> bool:
    return not sex or not person.sex or person.sex == sex
