"""Statements that reach a text through somebody else: `TASS quoted Lund as saying`, `Reuters reported, citing Lund`.

The reader points at the medium, whose words it takes them for; the speaker is whoever is quoted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from transforms.agencies import wire_agencies_by_spelling
from transforms.statements.cues import Cues, Pointed
from transforms.statements.lists import word_list
from transforms.statements.phrases import Stretch
from transforms.statements.stream import Stream
from transforms.tokens import PUNCTUATION, TITLE, Tokens, hash_words

_SOURCE_ELEMENTS, _MEDIUM_ELEMENTS = 14, 8  # the longest that are written
_REPORT_ELEMENTS = 30  # elements back to the verb of a report from `citing`
_BEHIND_BEING = 2  # elements back to `was` from `quoted`: was also quoted


@dataclass(frozen=True, slots=True)
class Relay:
    """One speaker quoted by a medium, in elements.

    medium: the stretch in which it is named. source: the speaker as written; None: the words before `source_element`
    belong to it. cue: the verb that remains; quoting: the one that tells of quoting or citing.
    """

    medium: Stretch
    source: Stretch | None
    source_element: int
    cue: int
    quoting: int


class Relays:
    """The relays of a stream, and what they change."""

    def __init__(self, tokens: Tokens, stream: Stream) -> None:
        outside = stream.quote < 0
        word = np.where(outside, stream.word, 0)
        self._word = word
        self._is_mark = (~outside | (tokens.kind[stream.token] >= PUNCTUATION)).tolist()
        self._is_name: list[bool] = (outside & (tokens.shape[stream.token] >= TITLE)).tolist()
        self._sentence = stream.sentence.tolist()
        self._lists = {
            name: set(word_list(name).tolist())
            for name in ("quoting", "being", "saying", "citing", "reports", "media", "determiners")
        }
        self._lists |= {word: {int(hash_words([word])[0])} for word in ("as", "by", "that", "according")}
        self._lists["media"] |= _agency_words()
        self.found = [*self._quoted(), *self._cited()]
        self.sources = {one.source_element: one.source for one in self.found if one.source is not None}

    def _at(self, name: str) -> list[int]:
        """The elements that are words of a list."""
        found: list[int] = np.flatnonzero(np.isin(self._word, list(self._lists[name]))).tolist()
        return found

    def _is(self, element: int, name: str) -> bool:
        return 0 <= element < len(self._sentence) and int(self._word[element]) in self._lists[name]

    def _quoted(self) -> Iterator[Relay]:
        """Yield `TASS quoted Lund as saying` and `Lund was quoted as saying by TASS`."""
        for verb in self._at("quoting"):
            reach = min(verb + _SOURCE_ELEMENTS, len(self._sentence) - 1)
            says = next(
                (at + 1 for at in range(verb + 1, reach) if self._is(at, "as") and self._is(at + 1, "saying")), -1
            )
            if says < 0 or self._sentence[says] != self._sentence[verb]:
                continue
            being = next((at for at in range(verb - 1, verb - 1 - _BEHIND_BEING, -1) if self._is(at, "being")), -1)
            medium = (self._before(verb), verb - 1)
            if being < 0 and says - 1 > verb + 1 and self._is_named(medium):
                yield self._relay(medium, (verb + 1, says - 2), says, verb)
            elif being > 0 and not self._is_mark[being - 1]:
                by = next((at for at in (verb + 1, says + 1) if self._is(at, "by")), -1)
                if by >= 0:
                    yield Relay((by + 1, self._behind(by + 1, _MEDIUM_ELEMENTS)), None, being - 1, says, verb)

    def _cited(self) -> Iterator[Relay]:
        """Yield `Reuters reported, citing Lund`."""
        for citing in self._at("citing"):
            first = citing + 1
            report = next(
                (at for at in range(citing - 1, citing - _REPORT_ELEMENTS, -1) if self._is(at, "reports")), -1
            )
            if report < 0 or self._sentence[report] != self._sentence[citing]:
                continue
            medium = self._medium(report, citing)
            if not self._is_medium(medium):
                continue
            source = (first, self._behind(first, _SOURCE_ELEMENTS))
            if any(self._is_name[first : source[1] + 1]) or self._is(first, "determiners"):
                yield self._relay(medium, source, report, citing)

    def _medium(self, report: int, citing: int) -> Stretch:
        """Where the medium of a report is named: before the verb, or behind it if that stands first or is passive."""
        first = self._before(report)
        if first == report or self._is(report - 1, "being") or self._is(report, "according"):
            return report + 1, min(self._behind(report, _MEDIUM_ELEMENTS), citing - 1)
        return first, report - 1

    def _is_medium(self, phrase: Stretch) -> bool:
        """Whether a phrase has an agency's name or what media are called."""
        return any(self._is(at, "media") for at in range(phrase[0], phrase[1] + 1))

    def _is_named(self, phrase: Stretch) -> bool:
        """Whether a phrase is a medium or has any name: a tweet that quotes somebody is none."""
        words = range(phrase[0], phrase[1] + 1)
        return self._is_medium(phrase) or any(self._is_name[at] and not self._is(at, "determiners") for at in words)

    def _relay(self, medium: Stretch, source: Stretch, cue: int, quoting: int) -> Relay:
        """A relay whose source is named by the last of its names, or its last word."""
        names = [at for at in range(source[0], source[1] + 1) if self._is_name[at]]
        return Relay(medium, source, names[-1] if names else source[1], cue, quoting)

    def _before(self, verb: int) -> int:
        """The first of the words before a verb back to the next mark."""
        first = verb
        while first > max(0, verb - _MEDIUM_ELEMENTS) and not self._is_mark[first - 1]:
            first -= 1
        return first

    def _behind(self, first: int, most: int) -> int:
        """The last of the words from one on up to the next mark, `that` or `as`."""
        last = first
        while last + 1 < min(first + most, len(self._is_mark)) and not (
            self._is_mark[last + 1] or self._is(last + 1, "that") or self._is(last + 1, "as")
        ):
            last += 1
        return last

    def cues(self, cues: Cues) -> Cues:
        """Return the cues with those quoted as their speakers; what tells only of the quoting is no cue."""
        speaker, first, last = (column.copy() for column in (cues.speaker, cues.first, cues.last))
        confidence = cues.confidence.copy()
        number = {element: n for n, element in enumerate(cues.element.tolist())}
        for one in self.found:
            quoting = number.get(one.quoting)
            told = number.get(one.cue, quoting)
            if told is None:
                continue
            speaker[told] = one.source_element
            if quoting is not None and quoting != told:
                confidence[told] = max(confidence[told], confidence[quoting])
                confidence[quoting] = 0
            begin = min(one.cue, one.quoting, one.medium[0])
            if first[told] < begin:
                last[told] = min(last[told], begin - 1)
            else:
                behind = max(one.cue, one.source[1] if one.source else 0)
                first[told] = max(first[told], min(behind + 1, last[told]))
        return replace(cues, speaker=speaker, first=first, last=last, confidence=confidence)

    def pointed(self, pointed: Pointed) -> Pointed:
        """Return whom quotations point to, with those quoted instead of their media."""
        speaker = pointed.speaker.copy()
        for one in self.found:
            speaker[(speaker >= one.medium[0]) & (speaker <= one.medium[1])] = one.source_element
        return replace(pointed, speaker=speaker)


def _agency_words() -> set[int]:
    """Hashes of the names of agencies that are one word, and of the last words of the others."""
    names = [name.split()[-1].lower() for name in wire_agencies_by_spelling()]
    return set(hash_words([name for name in names if name.isalnum()]).tolist())
