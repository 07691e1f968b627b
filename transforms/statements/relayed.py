"""Speakers who reach a text through somebody else: `TASS quoted Lund as saying`, `Reuters reported, citing Lund`.

The reader points at the medium, whose words it takes them for; the speaker is whoever is quoted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from transforms.agencies import wire_agencies_by_spelling
from transforms.statements.elements import Elements
from transforms.statements.phrases import Stretch
from transforms.tokens import hash_words

_SOURCE_ELEMENTS, _MEDIUM_ELEMENTS = 14, 8  # the longest that are written
_REPORT_ELEMENTS = 30  # elements back to the verb of a report from `citing`
_BEING_ELEMENTS = 2  # elements back to `was` from `quoted`: was also quoted


@dataclass(frozen=True, slots=True)
class Relay:
    """One speaker quoted by a medium, in elements.

    medium: the stretch in which it is named. source: the speaker as written; None: the words around `speaker`. cue: the
    verb that remains; quoting: the one that tells of quoting or citing.
    """

    medium: Stretch
    source: Stretch | None
    speaker: int
    cue: int
    quoting: int


def find_relays(elements: Elements) -> list[Relay]:
    """Return the relays of a stream."""
    return [*_quoted(elements), *_cited(elements)]


def _quoted(elements: Elements) -> Iterator[Relay]:
    """Yield `TASS quoted Lund as saying` and `Lund was quoted as saying by TASS`."""
    for verb in elements.at("quoting"):
        sentence = elements.sentence[verb]
        says = elements.nearest(range(verb + 2, verb + _SOURCE_ELEMENTS), "saying", sentence)
        if says < 0 or not elements.are(says - 1, "as"):
            continue
        being = elements.nearest(range(verb - 1, verb - 1 - _BEING_ELEMENTS, -1), "being", sentence)
        if being < 0:
            medium, source = (elements.before(verb, _MEDIUM_ELEMENTS), verb - 1), (verb + 1, says - 2)
            if source[0] <= source[1] and _is_named(elements, medium):
                yield Relay(medium, source, elements.head(source), says, verb)
            continue
        by = elements.nearest((verb + 1, says + 1), "by", sentence)
        if by >= 0 and being > 0 and not elements.is_mark[being - 1]:
            yield Relay((by + 1, elements.behind(by + 1, _MEDIUM_ELEMENTS)), None, being - 1, says, verb)


def _cited(elements: Elements) -> Iterator[Relay]:
    """Yield `Reuters reported, citing Lund`."""
    for citing in elements.at("citing"):
        back = range(citing - 1, citing - _REPORT_ELEMENTS, -1)
        report = elements.nearest(back, "reports", elements.sentence[citing])
        if report < 0 or citing + 1 >= len(elements):
            continue
        medium = _reporting(elements, report, citing)
        source = (citing + 1, elements.behind(citing + 1, _SOURCE_ELEMENTS))
        is_somebody = any(elements.is_name[source[0] : source[1] + 1]) or elements.are(source[0], "determiners")
        if is_somebody and is_medium(elements, medium):
            yield Relay(medium, source, elements.head(source), report, citing)


def _reporting(elements: Elements, report: int, citing: int) -> Stretch:
    """Where a report's medium is named: before the verb, or behind it if that stands first or is passive."""
    first = elements.before(report, _MEDIUM_ELEMENTS)
    if first == report or elements.are(report - 1, "being"):
        return report + 1, min(elements.behind(report, _MEDIUM_ELEMENTS), citing - 1)
    return first, report - 1


def is_medium(elements: Elements, phrase: Stretch) -> bool:
    """Whether a phrase has an agency's name or what media are called."""
    words = range(phrase[0], phrase[1] + 1)
    return any(elements.are(at, "media") or elements.word(at) in _agency_words() for at in words)


def _is_named(elements: Elements, phrase: Stretch) -> bool:
    """Whether a phrase is a medium or has any name: a tweet that quotes somebody is none."""
    names = (at for at in range(phrase[0], phrase[1] + 1) if elements.is_name[at])
    return is_medium(elements, phrase) or any(not elements.are(at, "determiners") for at in names)


@cache
def _agency_words() -> frozenset[int]:
    """Hashes of the names of agencies that are one word, and of the last words of the others."""
    names = [name.split()[-1].lower() for name in wire_agencies_by_spelling()]
    return frozenset(hash_words([name for name in names if name.isalnum()]).tolist())
