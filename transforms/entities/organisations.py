"""Organisations that no list holds: ministries by country, names that end with a telling word, abbreviations."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from transforms.entities.keys import name_key
from transforms.entities.lexicon import data_lines, word_lists
from transforms.entities.phrases import Known

_MINISTRIES = frozenset({"ministry", "mod", "mfa", "mofa"})
_ABBREVIATED = {"mod": "defence", "mfa": "foreign", "mofa": "foreign"}


@dataclass(slots=True, eq=False)
class Organisation:
    """An organisation that an article names. words: those of its name, in small letters; topic: of a ministry."""

    name: str
    key: str
    code: str | None
    words: frozenset[str]
    topic: str | None = None
    known: Known | None = None
    number: int = -1

    @property
    def is_international(self) -> bool:
        """Whether the list of known names has it without a country: NATO, the United Nations."""
        return self.known is not None and self.code is None


@cache
def adjectives() -> dict[str, str]:
    """Return the adjective of each country by its code."""
    rows = [row.split("\t") for row in data_lines("entities/countries.tsv")]
    return {code: adjective.split("|")[0] or name for code, name, adjective, *_ in rows}


@cache
def _topics() -> dict[str, str]:
    return {word: topic for topic, words in word_lists()["ministries"].items() for word in words.split()}


def topics_in(words: Iterable[str]) -> set[str]:
    """Return the subjects of ministries that words tell: foreign, defence."""
    return {_topics()[word] for word in words if word in _topics()}


class Organisations:
    """The organisations of one article, the last named last."""

    def __init__(self) -> None:
        self.found: list[Organisation] = []
        self._by_key: dict[str, Organisation] = {}
        self._by_name: dict[str, Organisation] = {}
        self._short: dict[int, Organisation] = {}

    def listed(self, known: Known) -> Organisation:
        """Return an organisation of the lists."""
        key = name_key(known.name)
        words = frozenset(key.split())
        return self._kept(key, lambda: Organisation(known.name, key, known.code, words, known=known))

    def named(self, surface: str, words: list[str], code: str | None, nation_words: int) -> Organisation | None:
        """Return the organisation of a name; of one word or none but a ministry's subject, the one it stands for.

        nation_words: how many words at its head name the country of `code`.
        """
        topic = self._topic(words)
        if topic:
            return self._ministry(topic, surface, words, code, has_owner=nation_words < len(words) - 2)
        rest = words[nation_words:]
        if len(rest) == 1 and not nation_words:
            return self.last_of(word_lists()["groups"].get(rest[0], rest[0]).split())
        name = " ".join(rest)
        if name in self._by_name and (not code or self._by_name[name].code in (code, None)):
            return self._touched(self._by_name[name])
        key = name_key(surface)
        if code and nation_words:
            key = name_key(f"{adjectives().get(code, code)} {name}")
        found = self._kept(key, lambda: Organisation(surface, key, code, frozenset(words)))
        self._by_name.setdefault(name, found)
        return found

    def last_of(self, words: list[str]) -> Organisation | None:
        """Return the organisation named last that has one of these words in its name."""
        wanted = frozenset(words)
        found = next((each for each in reversed(self.found) if each.words & wanted), None)
        return self._touched(found) if found else None

    def abbreviate(self, word: int, organisation: Organisation) -> None:
        """Note what an abbreviation stands for in this article."""
        self._short[word] = organisation

    def by_short(self, word: int) -> Organisation | None:
        """Return what an abbreviation stands for."""
        return self._short.get(word)

    def _ministry(
        self, topic: str, surface: str, words: list[str], code: str | None, *, has_owner: bool
    ) -> Organisation | None:
        if not code:
            found = next((each for each in reversed(self.found) if each.topic == topic), None)
            if found and not has_owner:
                return self._touched(found)
            if not has_owner:
                return None
            key = name_key(surface)
            return self._kept(key, lambda: Organisation(surface, key, None, frozenset(words), topic))
        key = f"ministry of {topic} {code.lower()}"
        name = f"{adjectives().get(code, code)} {topic.capitalize()} Ministry"
        return self._kept(key, lambda: Organisation(name, key, code, frozenset({"ministry", topic}), topic))

    @staticmethod
    def _topic(words: list[str]) -> str | None:
        for word in words:
            if word in _ABBREVIATED:
                return _ABBREVIATED[word]
        if _MINISTRIES.isdisjoint(words):
            return None
        topics = _topics()
        return next((topics[word] for word in words if word in topics), None)

    def _kept(self, key: str, made: Callable[[], Organisation]) -> Organisation:
        found = self._by_key.get(key)
        if found is None:
            found = self._by_key[key] = made()
            self.found.append(found)
            return found
        return self._touched(found)

    def _touched(self, found: Organisation) -> Organisation:
        if self.found[-1] is not found:
            self.found.remove(found)
            self.found.append(found)
        return found
