"""What single words tell about the names around them: flags of all lists, looked up for a whole batch."""

import tomllib
from dataclasses import dataclass
from enum import IntFlag, auto
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from transforms.tokens import Hashes, hash_words
from transforms.vocabulary import data_text

Flagged = NDArray[np.uint32]


class Word(IntFlag):
    """Flags of a word; most are lists of words.toml."""

    GIVEN = auto()
    MALE = auto()
    FEMALE = auto()
    COMMON = auto()
    TITLE = auto()
    ABBREVIATION = auto()
    TITLE_MALE = auto()
    TITLE_FEMALE = auto()
    SUFFIX = auto()
    PARTICLE = auto()
    ROLE = auto()
    ROLE_MALE = auto()
    ROLE_FEMALE = auto()
    ROLE_PART = auto()
    RANK = auto()
    ORG_HEAD = auto()
    ORG_PART = auto()
    THING = auto()
    CALENDAR = auto()
    FUNCTION = auto()
    PLACE_PREPOSITION = auto()
    OWNER_PREPOSITION = auto()
    SAY = auto()
    POSSESSIVE = auto()
    SURNAME = auto()
    KIN = auto()
    FAMILY_FIRST = auto()
    HONORIFIC = auto()
    POSTNOMINAL = auto()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hashes of all listed words, sorted, and the flags of each."""

    words: Hashes
    flags: Flagged

    def __call__(self, words: Hashes) -> Flagged:
        """Return the flags of each word, 0 where it is on no list."""
        at = np.minimum(np.searchsorted(self.words, words), len(self.words) - 1)
        return np.where(self.words[at] == words, self.flags[at], np.uint32(0)).astype(np.uint32)


@cache
def word_lists() -> dict[str, Any]:
    """Return words.toml."""
    return tomllib.loads(data_text("entities/words.toml"))


@cache
def word_set(table: str, name: str) -> frozenset[str]:
    """Return a list of a table of words.toml."""
    return frozenset(word_lists()[table][name].split())


@cache
def lexicon() -> Lexicon:
    """Return the flags of all words of the data files."""
    lists = word_lists()
    flagged = {flag: lists[name.lower()].split() for name, flag in Word.__members__.items() if name.lower() in lists}
    flagged[Word.FAMILY_FIRST] = lists["family_names"]["first"].split()
    flagged[Word.COMMON] = data_lines("entities/common_words.txt")
    sexes = [line.split("\t") for line in data_lines("entities/given_name_sexes.tsv")]
    flagged[Word.MALE] = [name for name, sex in sexes if sex == "m"]
    flagged[Word.FEMALE] = [name for name, sex in sexes if sex == "f"]
    flagged[Word.GIVEN] = [name for name, _ in sexes] + data_lines("given_names.txt")
    hashes = np.concatenate([hash_words(words) for words in flagged.values()])
    flags = np.concatenate([np.full(len(words), int(flag), np.uint32) for flag, words in flagged.items()])
    words, place = np.unique(hashes, return_inverse=True)
    joined = np.zeros(len(words), np.uint32)
    np.bitwise_or.at(joined, place, flags)
    return Lexicon(words, joined)


def data_lines(name: str) -> list[str]:
    """Return the lines of a data file of this package that are no comments."""
    return [line for line in data_text(name).splitlines() if line and not line.startswith("#")]
