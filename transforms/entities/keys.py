"""One key for all spellings of a name, and the id that follows from it."""

import hashlib
import re
import unicodedata
from functools import cache

from transforms.entities.lexicon import word_lists

# Letters that lose no accent by decomposition.
_LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ə": "a"}
)
_MARKS = str.maketrans(
    {
        "’": None,
        "'": None,
        "ʼ": None,
        "ʻ": None,
        "`": None,
        "ь": None,
        ".": " ",
        "-": " ",
        "‐": " ",
        "‑": " ",
        ",": " ",
    }
)
# Spellings of one sound, from Russian, Ukrainian, Arabic and German names; applied in this order.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"\b(?:ye|je)(?=[a-z]{3})", "e"),
        (r"(?<=[aeo])y(?=e)", ""),
        (r"(?<=[a-z]{2})(?:iy|yy|yi|ij|ii|ie|y)\b", "i"),
        (r"(?<=[a-z]{2})(?:[ae]y|[ae]j|[ae]i)\b", "ei"),
        (r"iya\b|ija\b|ya\b|ja\b", "ia"),
        (r"(?<=[a-z])x", "ks"),
        (r"kh", "h"),
        (r"tsch|tch", "ch"),
        (r"sch", "sh"),
        (r"y|j(?=u|a)", "i"),
        (r"([a-z])\1+(?=[a-z]{2})|(?<=[a-z]{3})([a-z])\2+", r"\1\2"),
    )
)
# Given names that are written in more ways than sounds explain.
_VARIANTS = {
    "alexandr": "aleksandr",
    "aleksander": "aleksandr",
    "aleksandar": "aleksandar",
    "oleksandr": "oleksandr",
    "feodor": "fedor",
    "fiodor": "fedor",
    "piotr": "petr",
    "pyotr": "petr",
    "semyon": "semen",
    "artyom": "artem",
    "mohammed": "mohamed",
    "mohammad": "mohamed",
    "muhammad": "mohamed",
    "mohamad": "mohamed",
    "muhammed": "mohamed",
    "husein": "hosein",
    "husain": "hosein",
    "hosain": "hosein",
    "iurii": "iuri",
    "dmitrii": "dmitri",
    "dimitri": "dmitri",
    "serhi": "sergei",
    "vasili": "vasili",
    "vasil": "vasili",
}
_PINYIN = re.compile(
    r"(?:(?:[bpmfdtnlgkhjqxrzcsyw]|zh|ch|sh)?(?:[aeiouü]|ai|ei|ao|ou|an|en|ang|eng|ong|ia|ie|iao|iu|ian|in|iang|ing|iong|"
    r"ua|uo|uai|ui|uan|un|uang|ue)){1,2}"
)
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
_PARTICLES = frozenset(
    {"von", "van", "der", "den", "de", "del", "della", "da", "dos", "du", "la", "le", "al", "el", "bin", "ibn", "di"}
)


@cache
def entity_id(kind: str, key: str) -> str:
    """Return the id of whatever has this match key."""
    return hashlib.sha256(f"{kind}\0{key}".encode()).hexdigest()[:24]


def unaccented(word: str) -> str:
    """Return a word in small letters without accents."""
    text = unicodedata.normalize("NFKD", word.lower().translate(_LETTERS))
    return "".join(char for char in text if not unicodedata.combining(char))


def plain(name: str) -> str:
    """Return a name in small letters without accents, apostrophes and points."""
    return " ".join(unaccented(name.translate(_MARKS)).translate(_MARKS).split())


@cache
def person_key(name: str) -> str:
    """Return the key of a person: given and family name, as they sound; no initials, patronymics, middle names.

    `Xi Jinping` and `Jinping Xi` have one key; so have `Lavrov, Sergei` and `Sergey Lavrov`.
    """
    if "," in name and len(name.split(",")) == 2 and plain(name.split(",")[1]) not in _SUFFIXES:
        family, given = name.split(",")
        name = f"{given} {family}"
    words = [word for word in plain(name).split() if word not in _SUFFIXES]
    words = [word for n, word in enumerate(words) if len(word) > 1 or n == 0]
    family_first = frozenset(word_lists()["family_names"]["first"].split())
    if words and words[0] in family_first and "-" not in name and len(words) > 2:
        return _sound("".join([words[0], " ", *words[1:]]))
    if "-" in name and words and len(words) == 3 and words[0] in family_first:
        return _sound(f"{words[0]} {words[1]}{words[2]}")
    if len(words) == 2 and words[1] in family_first and words[0] not in family_first and is_pinyin(words[0]):
        words.reverse()
    if len(words) > 2:
        first_of_family = len(words) - 1
        while first_of_family > 1 and words[first_of_family - 1] in _PARTICLES:
            first_of_family -= 1
        words = [words[0], *words[first_of_family:]]
    return _sound(" ".join(words))


@cache
def listed_person_key(name: str) -> str:
    """Return the key of a person on a list, which knows who is meant by initials and suffixes: Donald Trump Jr.

    As `person_key`, these behind it.
    """
    words = plain(name).split()
    marks = [word for word in words[1:] if len(word) == 1 or word in _SUFFIXES]
    return " ".join([person_key(name), *marks])


def name_key(name: str) -> str:
    """Return the key of an organisation, a country or a place: no article, case, accents, British or American."""
    key = plain(name).removeprefix("the ")
    return key.replace("defense", "defence").replace("organisation", "organization").replace("centre", "center")


def is_pinyin(word: str) -> bool:
    """Whether a word is one or two Chinese syllables, too long to be so by chance."""
    return len(word) > 4 and _PINYIN.fullmatch(word) is not None


def _sound(key: str) -> str:
    words = key.split(" ")
    for pattern, sound in _SOUNDS:
        words = [pattern.sub(sound, word) for word in words]
    return " ".join(_VARIANTS.get(word, word) for word in words)
