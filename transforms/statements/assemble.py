"""Cues and quotations become statements: what belongs together is one, with its parts, its cue and its speaker."""

import numpy as np

from transforms.quotes import Quotes
from transforms.statements.contents import Contents
from transforms.statements.cues import Cues
from transforms.statements.patterns import Patterns
from transforms.statements.quoted import Quoted
from transforms.statements.reader import Read
from transforms.statements.spans import Spans, trimmed
from transforms.statements.speakers import OWN, Given
from transforms.statements.statement import CUED, DIRECT, HEADLINE, INDIRECT, MIXED, TURN, VIEWED, Statement
from transforms.statements.stream import Stream
from transforms.statements.turns import find_turns
from transforms.tokens import Tokens

TURN_CONFIDENCE, HEADLINE_CONFIDENCE = 0.9, 0.8  # judged by eye
# Score below which a cue is no statement, whatever threshold an analyst sets.
KEPT = 0.2
# Score from which a cue takes the quotations in its content as parts of its own statement.
TAKES_QUOTES = 0.35
# Two contents of one speaker that cover each other by this share are the same.
_SAME = 0.8


def assemble(
    tokens: Tokens, stream: Stream, quotes: Quotes, read: Read, cues: Cues, given: Given, patterns: Patterns
) -> list[Statement]:
    """Return the statements of a batch, in order."""
    spans = Spans.of(tokens, stream, read, patterns.speakers)
    taken: dict[int, Statement] = {}
    turns = _turns(tokens, stream, spans, given, taken)
    told = _Told(stream, cues, spans, Contents(tokens, stream, spans, patterns.elements), patterns, taken)
    quoted = Quoted(tokens, stream, quotes, cues, given, spans)
    headlines = _headlines(stream, spans, patterns)
    found = [*turns, *headlines, *told({one.element for one in turns}), *quoted(taken)]
    return sorted(found, key=lambda one: (one.parts[0], one.element))


def _turns(tokens: Tokens, stream: Stream, spans: Spans, given: Given, taken: dict[int, Statement]) -> list[Statement]:
    """Statements of interviews and transcripts; quotations in them that point to nobody else are taken."""
    found: list[Statement] = []
    quote = stream.quote.tolist()
    for turn in find_turns(tokens, stream):
        said = trimmed(turn.said, spans, quote)
        if said is None:
            continue
        if said[0] < said[1] or quote[said[0]] < 0:
            said = (said[0], turn.said[1])  # with the mark at its end
        colon = (turn.colon, turn.colon)
        one = Statement(DIRECT, [said], colon, turn.label, turn.label[0], turn.colon, TURN_CONFIDENCE, TURN)
        inside = [number for number in quote[said[0] : said[1] + 1] if number >= 0]
        own = range(turn.label[0], turn.label[1] + 1)
        taken.update((n, one) for n in inside if given.rule[n] != OWN or int(given.speaker[n]) in own)
        found.append(one)
    return found


def _headlines(stream: Stream, spans: Spans, patterns: Patterns) -> list[Statement]:
    """Statements of signed headlines without quotations; those have their speakers."""
    quote = stream.quote.tolist()
    found: list[Statement] = []
    for one in patterns.headlines:
        said = trimmed(one.said, spans, quote)
        if said is not None and max(quote[said[0] : said[1] + 1]) < 0:
            cue = (one.dash, one.dash)
            found.append(
                Statement(INDIRECT, [said], cue, one.name, one.name[0], one.dash, HEADLINE_CONFIDENCE, HEADLINE)
            )
    return found


class _Told:
    """Statements that cues open."""

    def __init__(
        self,
        stream: Stream,
        cues: Cues,
        spans: Spans,
        contents: Contents,
        patterns: Patterns,
        taken: dict[int, Statement],
    ) -> None:
        self.cues, self.spans, self.contents, self.taken = cues, spans, contents, taken
        self.quote = stream.quote.tolist()
        self.phrases = patterns.phrases

    def __call__(self, colons: set[int]) -> list[Statement]:
        """Return them, the better first where two are the same; the quotations in them are taken. colons: no cues."""
        found: list[Statement] = []
        by_paragraph: dict[int, list[Statement]] = {}
        score = self.cues.confidence.tolist()
        for n in np.argsort(-self.cues.confidence, kind="stable").tolist():
            if score[n] < KEPT:
                break
            one = self._statement(n, score[n])
            if one is None or one.element in colons:
                continue
            others = by_paragraph.setdefault(self.spans.paragraph[one.element], [])
            if any(_is_same(one, other) for other in others):
                continue
            inside = [q for start, end in one.parts for q in self.quote[start : end + 1] if q >= 0]
            if inside and not self._takes(one, inside):
                continue
            others.append(one)
            found.append(one)
        return found

    def _statement(self, n: int, score: float) -> Statement | None:
        """The statement of a cue, if it has a speaker and says anything."""
        cues = self.cues
        element, speaker_element = int(cues.element[n]), int(cues.speaker[n])
        if speaker_element < 0:
            return None
        content = (int(cues.first[n]), int(cues.last[n]))
        speaker = self.spans.speaker(speaker_element)
        cue = self.spans.cue(element, speaker)
        phrase = self.phrases.get(element)
        parts = self.contents.beside(content, phrase) if phrase else self.contents.told(content, speaker, cue)
        rule = VIEWED if phrase else CUED
        return Statement(INDIRECT, parts, cue, speaker, speaker_element, element, score, rule) if parts else None

    def _takes(self, one: Statement, inside: list[int]) -> bool:
        """Give quotations to a cue's statement, unless it is a poor one or they belong to another."""
        if one.confidence < TAKES_QUOTES:
            return False
        elements = (element for start, end in one.parts for element in range(start, end + 1))
        if all(self.quote[element] >= 0 or not self.spans.is_word[element] for element in elements):
            return False
        one.kind = MIXED
        for number in inside:
            self.taken.setdefault(number, one)
        return True


def _is_same(one: Statement, other: Statement) -> bool:
    """Whether two statements have the same speaker and nearly the same content."""
    if one.speaker_element != other.speaker_element and one.speaker != other.speaker:
        return False
    first, last = one.parts[0][0], one.parts[-1][1]
    start, end = other.parts[0][0], other.parts[-1][1]
    shared = min(last, end) - max(first, start) + 1
    return shared >= _SAME * (last - first + 1) and shared >= _SAME * (end - start + 1)
