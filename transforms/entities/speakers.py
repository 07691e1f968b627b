"""Who a speaker is: names, pronouns, descriptions and seats of statements resolved to entities of the article."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.entities.antecedents import FLOOR, Antecedents
from transforms.entities.cast import Person
from transforms.entities.descriptions import described_group, described_person
from transforms.entities.mentions import MENTION_SCHEMA, Mentions, identify, mention_rows
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import Known
from transforms.entities.reading import DESCRIPTION, Entity, Mention, Reader
from transforms.entities.spans import Span, read_span
from transforms.entities.view import View
from transforms.tokens import Flags

PRONOUN = "pronoun"
_SEXES = {"he": "m", "she": "f", "him": "m", "her": "f", "himself": "m", "herself": "f"}
_OWN = frozenset({"i", "me", "my", "myself"})
_THINGS = frozenset({"it", "itself"})
_RELATIVE = frozenset({"who", "which", "that"})
_LABELS = frozenset({"a", "answer"})
_PLURAL = frozenset({"they", "we", "us", "them", "you", "we've", "these", "those", "some", "many", "others"})
WHO_WITHIN = 12  # tokens between `who` and whom it means

SPEAKER_SCHEMA = {
    "speaker_entity_id": pl.String, "kind": pl.String, "speaker": pl.String, "role": pl.String, "organisation": pl.String,
    "country_code": pl.String, "rule": pl.String, "confidence": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Speakers:
    """Who spoke. rows: one row per statement, in the order given, as SPEAKER_SCHEMA; mentions: the pronouns and
    descriptions that were resolved, as MENTION_SCHEMA.
    """

    rows: pl.DataFrame
    mentions: pl.DataFrame


@dataclass(slots=True)
class _Answer:
    """Who a span means. entity: none where nobody is named; the rest as the article tells."""

    entity: Entity | None
    rule: str
    confidence: float
    form: str | None = None
    role: str | None = None
    organisation: str | None = None
    code: str | None = None


def resolve_speakers(mentions: Mentions, spans: pl.DataFrame, quoted: Flags) -> Speakers:
    """Say who the speakers of statements are.

    spans: `first`, `last`: tokens of the speaker as written, null where there is none; `begin`, `finish`: first and
    last token of the statement. quoted: which tokens of the batch stand in quotations.
    """
    count = len(spans)
    answers: list[_Answer | None] = [None] * count
    firsts, lasts = spans["first"].to_list(), spans["last"].to_list()
    begins, finishes = spans["begin"].to_list(), spans["finish"].to_list()
    text_of = mentions.tokens.text
    in_quotes = quoted.tolist()
    by_text: dict[int, list[int]] = {}
    for n in np.argsort(np.array([begins[n] if firsts[n] is None else firsts[n] for n in range(count)]), kind="stable"):
        if firsts[n] is not None:
            by_text.setdefault(int(text_of[firsts[n]]), []).append(int(n))
    resolved: list[tuple[int, list[Mention]]] = []
    for text, group in by_text.items():
        article = _Article(mentions.view, mentions.readers[text], in_quotes)
        for n in group:
            hulls = [(begins[m], finishes[m], answers[m]) for m in group if answers[m] is not None]
            answers[n] = article.resolve(firsts[n], lasts[n], hulls)
        resolved.append((text, article.found))
    rows = [_row(answer) for answer in answers]
    columns = list(zip(*rows, strict=True)) or [()] * len(SPEAKER_SCHEMA)
    frame = pl.DataFrame(dict(zip(SPEAKER_SCHEMA, columns, strict=True)), schema=SPEAKER_SCHEMA)
    return Speakers(frame, mention_rows(mentions, iter(resolved)) if resolved else pl.DataFrame(schema=MENTION_SCHEMA))


class _Article:
    """The speakers of one article, in order."""

    def __init__(self, view: View, reader: Reader, quoted: list[bool]) -> None:
        self.view = view
        self.reader = reader
        self.antecedents = Antecedents(view, reader.mentions, quoted)
        self.found: list[Mention] = []
        self._answers: dict[tuple[int, int], _Answer] = {}

    def resolve(self, first: int, last: int, hulls: list[tuple[int, int, _Answer | None]]) -> _Answer:
        """Say who a span means; hulls: first and last token of the statements so far, and who made them."""
        if (first, last) in self._answers:
            return self._answers[first, last]
        answer = self._resolve(first, last, hulls)
        self._answers[first, last] = answer
        entity = answer.entity
        if entity is None:
            return answer
        mention = Mention(first, last, entity, answer.form or "", answer.rule, answer.confidence)
        if answer.form in (PRONOUN, DESCRIPTION) or (isinstance(entity, Person) and not entity.is_sure):
            self.found.append(mention)
        if isinstance(entity, Person):
            self.antecedents.note(mention)
            answer.role = answer.role or entity.role
            answer.organisation = answer.organisation or entity.organisation
            answer.code = answer.code or entity.code or (entity.known.code if entity.known else None)
        elif isinstance(entity, Organisation):
            self.antecedents.note(mention)
            answer.organisation, answer.code = entity.name, entity.code
        else:
            answer.code = entity.code
        return answer

    def _resolve(self, first: int, last: int, hulls: list[tuple[int, int, _Answer | None]]) -> _Answer:
        word = self.view.small(first)
        if word in _SEXES and (last == first or word in ("he", "she")):
            return self._pronoun(first, _SEXES[word])
        if word in _LABELS and last == first and self.view.mark[first + 1] == ord(":"):
            return self._interviewee(first)
        if word in _OWN and last == first:
            around = [answer for begin, finish, answer in hulls if begin <= first <= finish and answer]
            entity = around[-1].entity if around else None
            return _Answer(entity, "own_words", 0.8 if entity else 0.0, PRONOUN if entity else None)
        if word in _RELATIVE and last == first:
            return self._relative(first)
        if word in _THINGS and last == first:
            return self._thing(first)
        if word in _PLURAL:
            return _Answer(None, "plural", 0.0)
        inside = self.antecedents.between(first, last)
        span = read_span(self.view, inside, first, last)
        doubtful = [each for each in self.reader.doubtful if first <= each.first and each.last <= last]
        if span.head is None and doubtful:
            span = read_span(self.view, sorted([*inside, *doubtful], key=lambda each: each.first), first, last)
        if span.head is not None:
            return _Answer(span.head.entity, span.rule, span.head.confidence, span.head.form, span.head.role or span.role,
                           span.head.organisation, span.head.code)  # fmt: skip
        if span.is_unnamed:
            return _unnamed(span)
        return self._description(span)

    def _pronoun(self, token: int, sex: str) -> _Answer:
        found = self.antecedents.person(token, sex, lambda person: (0.0, FLOOR))
        if found is None:
            return _Answer(None, "pronoun_unknown", 0.0)
        person, confidence = found
        person.sex = person.sex or sex
        return _Answer(person, "pronoun", confidence, PRONOUN)

    def _interviewee(self, token: int) -> _Answer:
        """Say who answers an interview of questions and answers: whom its opening names most."""
        named = [each.entity for each in self.antecedents.before(token) if isinstance(each.entity, Person)]
        if not named:
            return _Answer(None, "label_unknown", 0.0)
        return _Answer(max(named, key=lambda person: person.count), "interviewee", 0.7, PRONOUN)

    def _relative(self, token: int) -> _Answer:
        for mention in self.antecedents.before(token):
            if token - mention.last > WHO_WITHIN:
                break
            if isinstance(mention.entity, Person) and self.view.sentence[mention.first] == self.view.sentence[token]:
                return _Answer(mention.entity, "relative", 0.9, PRONOUN)
        return _Answer(None, "relative_unknown", 0.0)

    def _thing(self, token: int) -> _Answer:
        view = self.view
        for mention in self.antecedents.before(token):
            if view.sentence[token] - view.sentence[mention.first] > 1:
                break
            if isinstance(mention.entity, Organisation) or (
                isinstance(mention.entity, Known) and mention.form == "seat"
            ):
                return _Answer(mention.entity, "it", 0.6, PRONOUN)
        return _Answer(None, "it_unknown", 0.0)

    def _description(self, span: Span) -> _Answer:
        person = described_person(self.view, self.antecedents, span)
        if person:
            return _Answer(person[0], "description", person[1], DESCRIPTION)
        group = described_group(self.view, self.antecedents, span)
        if group:
            return _Answer(group, "description", 0.8, DESCRIPTION)
        return _unnamed(span)


def _unnamed(span: Span) -> _Answer:
    organisation = span.organisation
    code = span.code or (organisation.code if organisation else None)
    return _Answer(None, "unnamed", 0.0, None, span.role, organisation.name if organisation else None, code)


def _row(answer: _Answer | None) -> tuple[object, ...]:
    if answer is None:
        return (None, None, None, None, None, None, "none", 0.0)
    if answer.entity is None:
        return (None, None, None, answer.role, answer.organisation, answer.code, answer.rule, answer.confidence)
    identity = identify(answer.entity)
    name = answer.entity.name
    return (
        identity.entity_id,
        identity.kind,
        name,
        answer.role,
        answer.organisation,
        answer.code,
        answer.rule,
        answer.confidence,
    )
