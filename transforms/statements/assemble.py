"""Cues and quotations become statements: what belongs together is one, with its parts, its cue and its speaker."""

from dataclasses import dataclass

import numpy as np

from transforms.quotes import Quotes
from transforms.statements.cues import Cues
from transforms.statements.patterns import Patterns
from transforms.statements.phrases import Stretch
from transforms.statements.reader import Read
from transforms.statements.spans import Spans, trimmed, without
from transforms.statements.speakers import CARRIED, NOBODY, OWN, Given
from transforms.statements.stream import ENDS_BARE, LENGTHS, Stream
from transforms.statements.turns import find_turns
from transforms.tokens import Tokens

DIRECT, MIXED, INDIRECT = "direct", "mixed", "indirect"
CUED, VIEWED, TURN = "cue", "view", "turn"
TOLD = (CUED, VIEWED)
TURN_CONFIDENCE = 0.9
# Score below which a cue is no statement, whatever threshold an analyst sets.
KEPT = 0.2
# Score from which a cue takes the quotations in its content as parts of its own statement.
TAKES_QUOTES = 0.35
# Two contents of one speaker that cover each other by this share are the same.
_SAME = 0.8
# Quotations up to this many words that nobody is given are no statements but names, terms and scare quotes.
_TERM_WORDS = 8


@dataclass(slots=True)
class Statement:
    """One statement. parts: stretches of elements in order; cue, speaker: stretches of elements, none where unknown.

    element: the cue, or the first quotation; speaker_element: what either points to, -1 for nobody.
    """

    kind: str
    parts: list[Stretch]
    cue: Stretch | None
    speaker: Stretch | None
    speaker_element: int
    element: int
    confidence: float
    rule: str


def assemble(
    tokens: Tokens,
    stream: Stream,
    quotes: Quotes,
    read: Read,
    cues: Cues,
    given: Given,
    patterns: Patterns,
) -> list[Statement]:
    """Return the statements of a batch, in order."""
    work = _Work(tokens, stream, quotes, cues, given, patterns, Spans.of(tokens, stream, read, patterns.speakers))
    turns = work.turns()
    return sorted([*turns, *work.told(), *work.quoted()], key=lambda one: (one.parts[0], one.element))


class _Work:
    """What is looked up while statements are put together, as lists."""

    def __init__(
        self, tokens: Tokens, stream: Stream, quotes: Quotes, cues: Cues, given: Given, patterns: Patterns, spans: Spans
    ) -> None:
        self.spans = spans
        self.phrases = patterns.phrases
        self.quote = stream.quote.tolist()
        self.kind_of_quote = stream.quote_kind.tolist()
        self.is_title = stream.is_title.tolist()
        self.element_of_quote = np.flatnonzero(stream.quote >= 0).tolist()
        self.paragraph = self.spans.paragraph
        self.left_open = quotes.left_open(tokens).tolist()
        self.cues, self.given = cues, given
        self.tokens, self.stream = tokens, stream
        self.taken: dict[int, Statement] = {}
        self.colons: set[int] = set()
        self.score = cues.confidence.tolist()

    def turns(self) -> list[Statement]:
        """Statements of interviews and transcripts; quotations in them that point to nobody are taken."""
        found: list[Statement] = []
        for turn in find_turns(self.tokens, self.stream):
            said = trimmed(turn.said, self.spans, self.quote)
            if said is None:
                continue
            colon = (turn.colon, turn.colon)
            one = Statement(DIRECT, [said], colon, turn.label, turn.label[0], turn.colon, TURN_CONFIDENCE, TURN)
            self.colons.add(turn.colon)
            for element in range(said[0], said[1] + 1):
                number = self.quote[element]
                if number >= 0 and self.given.rule[number] != OWN:
                    self.taken[number] = one
            found.append(one)
        return found

    def told(self) -> list[Statement]:
        """Statements that cues open, the better first where two are the same; the quotations in them are taken."""
        found: list[Statement] = []
        cues = self.cues
        columns = [column.tolist() for column in (cues.element, cues.speaker, cues.first, cues.last)]
        good = [n for n in np.argsort(-np.array(self.score), kind="stable").tolist() if self.score[n] >= KEPT]
        by_paragraph: dict[int, list[Statement]] = {}
        for n in good:
            element, speaker_element, first, last = (column[n] for column in columns)
            if speaker_element < 0 or element in self.colons:
                continue
            speaker = self.spans.speaker(speaker_element)
            cue = self.spans.cue(element, speaker)
            holes, rule = ([self.phrases[element]], VIEWED) if element in self.phrases else ([speaker, cue], CUED)
            parts = self._parts((first, last), holes)
            if not parts:
                continue
            one = Statement(INDIRECT, parts, cue, speaker, speaker_element, element, self.score[n], rule)
            others = by_paragraph.setdefault(self.paragraph[element], [])
            if any(_is_same(one, other) for other in others):
                continue
            inside = [q for start, end in parts for q in self.quote[start : end + 1] if q >= 0]
            if inside and not self._takes(one, inside):
                continue
            others.append(one)
            found.append(one)
        return found

    def _takes(self, one: Statement, inside: list[int]) -> bool:
        """Give quotations to a cue's statement, unless it is a poor one or they belong to another."""
        if one.confidence < TAKES_QUOTES:
            return False
        if all(self.quote[element] >= 0 or not self.spans.is_word[element] for start, end in one.parts
               for element in range(start, end + 1)):  # fmt: skip
            return False
        one.kind = MIXED
        for number in inside:
            self.taken.setdefault(number, one)
        return True

    def _parts(self, content: Stretch, holes: list[Stretch]) -> list[Stretch]:
        """What is left of a content without the speaker and the cue, or with what stands between these two."""
        (a, b), *_, (_, d) = sorted([*holes, *holes])
        if content[0] < a and d < content[1]:
            holes = [(a, max(b, d))]
        parts = [trimmed(stretch, self.spans, self.quote) for stretch in without(content, holes)]
        return [part for part in parts if part is not None]

    def quoted(self) -> list[Statement]:
        """Statements of quotations that no cue took: those with one speaker that belong together are one."""
        found: list[Statement] = []
        last: Statement | None = None
        for number, element in enumerate(self.element_of_quote):
            speaker = int(self.given.speaker[number])
            if number in self.taken:
                last = self.taken[number]
                continue
            if self.is_title[number] or (speaker < 0 and self._is_term(element)):
                continue
            if last is not None and last.kind == DIRECT and self._goes_on(last, element, number, speaker):
                last.parts.append((element, element))
                last.confidence = min(last.confidence, float(self.given.confidence[number]))
                continue
            last = self._direct(element, number, speaker)
            found.append(last)
        return found

    def _direct(self, element: int, number: int, speaker_element: int) -> Statement:
        """A statement of one quotation; of a fragment of a sentence it is mixed."""
        speaker = self.spans.speaker(speaker_element) if speaker_element >= 0 else None
        return Statement(
            kind=MIXED if self._is_fragment(element) and speaker else DIRECT,
            parts=[(element, element)],
            cue=self._cue_beside(element, speaker_element, speaker),
            speaker=speaker,
            speaker_element=speaker_element,
            element=element,
            confidence=float(self.given.confidence[number]),
            rule=self.given.rule[number],
        )

    def _goes_on(self, last: Statement, element: int, number: int, speaker: int) -> bool:
        """Whether a quotation goes on with the statement before it."""
        before = last.parts[-1][1]
        gap = self.paragraph[element] - self.paragraph[before]
        if gap == 0:
            return speaker >= 0 and speaker == last.speaker_element and not self._is_fragment(element)
        if gap > 1:
            return False
        return self.left_open[self.quote[before]] and (
            speaker == last.speaker_element or self.given.rule[number] in (CARRIED, NOBODY)
        )

    def _cue_beside(self, element: int, speaker_element: int, speaker: Stretch | None) -> Stretch | None:
        """The likeliest cue of the same speaker in the quotation's paragraph or the speaker's."""
        if speaker is None:
            return None
        cues = self.cues
        start = int(np.searchsorted(cues.element, min(element, speaker_element) - 30))
        end = int(np.searchsorted(cues.element, max(element, speaker_element) + 30))
        best, best_score = None, 0.0
        for n in range(start, end):
            at = int(cues.element[n])
            if self.paragraph[at] != self.paragraph[speaker_element] or speaker[0] <= at <= speaker[1]:
                continue
            near = min(abs(at - element), abs(at - speaker_element))
            score = (
                float(cues.probability[n])
                * (1.0 if int(cues.speaker[n]) == speaker_element else 0.3)
                / (1 + 0.05 * near)
            )
            if score > best_score:
                best, best_score = at, score
        return None if best is None else self.spans.cue(best, speaker)

    def _is_fragment(self, element: int) -> bool:
        """Whether a quotation begins with a small letter and ends with no mark of its own."""
        kind = self.kind_of_quote[element]
        return bool(kind % 2 == 0 and kind // (2 * (len(LENGTHS) + 1)) == ENDS_BARE)

    def _is_term(self, element: int) -> bool:
        """Whether a quotation is short enough for a name, a term or scare quotes."""
        kind = self.kind_of_quote[element]
        length = kind // 2 % (len(LENGTHS) + 1)
        return length < len(LENGTHS) and LENGTHS[length] <= _TERM_WORDS


def _is_same(one: Statement, other: Statement) -> bool:
    """Whether two statements have the same speaker and nearly the same content."""
    if one.speaker_element != other.speaker_element and one.speaker != other.speaker:
        return False
    first, last = one.parts[0][0], one.parts[-1][1]
    start, end = other.parts[0][0], other.parts[-1][1]
    shared = min(last, end) - max(first, start) + 1
    return shared >= _SAME * (last - first + 1) and shared >= _SAME * (end - start + 1)
