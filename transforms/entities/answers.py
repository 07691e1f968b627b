"""Whom one speaker as written means, speaker by speaker through an article."""

from dataclasses import dataclass

from transforms.entities.antecedents import FLOOR, Antecedents
from transforms.entities.cast import Person
from transforms.entities.described_groups import described_group
from transforms.entities.descriptions import described_person
from transforms.entities.groups import is_group
from transforms.entities.mention import DESCRIPTION, PRONOUN, Entity, Mention
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import SEAT, Known
from transforms.entities.reading import Reader
from transforms.entities.spans import Span, nation_of, read_span
from transforms.entities.unnamed import somebody
from transforms.entities.view import View
from transforms.entities.written import bare, body_before, written_name
from transforms.tokens import INITIAL, LOWER, UPPER, WORD

_SEXES = {"he": "m", "she": "f", "him": "m", "her": "f", "his": "m", "himself": "m", "herself": "f"}
_OWN = frozenset({"i", "me", "my", "myself"})
_THINGS = frozenset({"it", "itself"})
_RELATIVE = frozenset({"who", "which", "that"})
_LABELS = frozenset({"a", "answer"})
_ACRONYMS = frozenset({"who", "us", "it"})  # pronouns that are names where they stand in capitals
_SOMEBODY = frozenset({"a", "an", "one", "another"})
_PLURAL = frozenset({"they", "we", "us", "them", "you", "we've", "these", "those", "some", "many", "others"})
# How sure an answer is, by how it was found; judged by eye on sample articles.
_SURE_OWN, _SURE_RELATIVE, _SURE_INTERVIEWEE, _SURE_IT = 0.8, 0.9, 0.7, 0.6
_SURE_GROUP, _SURE_BODY = 0.8, 0.5
_IT_WITHIN = 2  # sentences from a body to the `it` that means it
_NEW_WITHIN, _SURE_NEW = 2, 0.55  # sentences from a name that no list tells anything of to its pronoun
WHO_WITHIN = 12  # tokens between `who` and whom it means


@dataclass(slots=True)
class Answer:
    """Who a span means. entity: none where nobody is named; name: what it calls a body that has no name in the article,
    or one of which only the name is known; the rest as the article tells.
    """

    entity: Entity | None
    rule: str
    confidence: float
    form: str | None = None
    role: str | None = None
    organisation: Organisation | None = None
    code: str | None = None
    name: str | None = None


class Article:
    """The speakers of one article, in order."""

    def __init__(self, view: View, reader: Reader, quoted: list[bool]) -> None:
        self.view = view
        self.reader = reader
        self.antecedents = Antecedents(view, reader.mentions, quoted)
        self.found: list[Mention] = []
        self._answers: dict[tuple[int, int], Answer] = {}
        self._body: tuple[int, Answer] | None = None  # the last speaker that is a body without an entity, and where

    def is_own(self, first: int, last: int) -> bool:
        """Whether a span is the `I` of somebody quoted, who is known only when all others are."""
        return first == last and self.view.small(first) in _OWN

    def resolve_own(self, token: int, around: list[Answer]) -> Answer:
        """Say who `I` is: whoever states what it stands in; around: those answers, the innermost last."""
        entity = around[-1].entity if around else None
        if entity is None:
            return Answer(None, "own_words_unknown", 0.0)
        return self._completed(token, token, Answer(entity, "own_words", _SURE_OWN, PRONOUN))

    def resolve(self, first: int, last: int, *, is_inner: bool = False, outer: Entity | None = None) -> Answer:
        """Say who a span means; spans come in order of the text.

        is_inner: whether it stands in what somebody else says: such a speaker is not who goes on speaking. outer: who
        says it in words of his own, in which he is `I` and nobody's `he`.
        """
        if (first, last) not in self._answers:
            answer = self._resolve(first, last, outer)
            self._answers[first, last] = self._completed(first, last, answer, is_inner=is_inner)
        return self._answers[first, last]

    def _completed(self, first: int, last: int, answer: Answer, *, is_inner: bool = False) -> Answer:
        """Note whom a span was resolved to, and what the article tells of them."""
        entity = answer.entity
        if entity is None:
            if answer.rule == "unnamed" and self.view.small(first) in _SOMEBODY and not is_inner:
                sex = somebody(self.view, first, last)
                if sex is not None:
                    self.antecedents.note_unnamed(first, sex)
            return answer
        mention = Mention(first, last, entity, answer.form or "", answer.rule, answer.confidence)
        if answer.form in (PRONOUN, DESCRIPTION) or (isinstance(entity, Person) and not entity.is_sure):
            self.found.append(mention)
        if not is_inner and isinstance(entity, Person | Organisation):
            self.antecedents.note(mention)
        if isinstance(entity, Person):
            answer.role = answer.role or entity.role
            answer.organisation = answer.organisation or entity.organisation
            if not (answer.organisation and answer.organisation.is_international):
                answer.code = answer.code or entity.code or (entity.known.code if entity.known else None)
        elif isinstance(entity, Organisation):
            answer.organisation, answer.code = entity, entity.code
        else:
            answer.code = entity.code
        return answer

    def _resolve(self, first: int, last: int, outer: Entity | None) -> Answer:
        word = self.view.small(first)
        if word in _ACRONYMS and self.view.shape[first] in (UPPER, INITIAL):
            word = ""
        if word in _SEXES and (last == first or word in ("he", "she")):
            return self._pronoun(first, _SEXES[word], outer)
        if word in _LABELS and last == first and self.view.mark[first + 1] == ord(":"):
            return self._interviewee(first)
        if word in _RELATIVE and last == first:
            return self._relative(first)
        if word in _THINGS and last == first:
            return self._thing(first)
        if word in _PLURAL:
            return Answer(None, "plural", 0.0)
        inside = self.antecedents.between(first, last)
        span = read_span(self.view, inside, first, last)
        doubtful = [each for each in self.reader.doubtful if first <= each.first and each.last <= last]
        if span.head is None and doubtful:
            span = read_span(self.view, sorted([*inside, *doubtful], key=lambda each: each.first), first, last)
        if span.head is not None:
            return _named(span, span.head)
        if nation := nation_of(self.view, inside, first, last):
            return self._national(first, nation)
        name = written_name(self.view, span, last)
        if name is not None and (namesake := self._doubtful(span)):
            return _named(span, namesake)
        if name is None and span.is_unnamed:
            return _unnamed(span)
        return self._description(span, name)

    def _doubtful(self, span: Span) -> Mention | None:
        """Return the full name that a speaker's last word is of, though nothing showed that it is a person's."""
        word = self.view.word[span.last]
        named = [each for each in self.reader.doubtful if self.view.word[each.last] == word and each.last < span.first]
        people = {each.entity for each in named}
        return named[0] if len(people) == 1 else None

    def _national(self, first: int, code: str) -> Answer:
        """Say whom `the Norwegian` means."""

        def fits(person: Person) -> tuple[float, float] | None:
            own = person.code or (person.known.code if person.known else None)
            return (0.0, FLOOR) if own == code else None

        found = self.antecedents.person(first, "", fits)
        if found is None:
            return Answer(None, "unnamed", 0.0, code=code)
        return Answer(found[0], "description", found[1], DESCRIPTION)

    def _pronoun(self, token: int, sex: str, outer: Entity | None) -> Answer:
        found = self.antecedents.person(token, sex, lambda person: None if person is outer else (0.0, FLOOR))
        found = found or self._new_name(token)
        if found is None:
            return Answer(None, "pronoun_unknown", 0.0)
        person, confidence = found
        person.sex = person.sex or sex
        return Answer(person, "pronoun", confidence, PRONOUN)

    def _new_name(self, token: int) -> tuple[Person, float] | None:
        """Return whose name, that nothing but its capitals shows to be one, is the subject just before a pronoun."""
        view = self.view
        near = [
            each
            for each in self.reader.doubtful
            if each.last < token
            and view.sentence[token] - view.sentence[each.first] <= _NEW_WITHIN
            and view.opens[each.first]
            and view.shape[each.last + 1] == LOWER
            and view.kind[each.last + 1] == WORD
        ]
        person = near[-1].entity if near else None
        return (person, _SURE_NEW) if isinstance(person, Person) and not self.antecedents.unnamed_spoke else None

    def _interviewee(self, token: int) -> Answer:
        """Say who answers an interview of questions and answers: whom its opening names most."""
        named = [each.entity for each in self.antecedents.before(token) if isinstance(each.entity, Person)]
        if not named:
            return Answer(None, "label_unknown", 0.0)
        return Answer(max(named, key=lambda person: person.count), "interviewee", _SURE_INTERVIEWEE, PRONOUN)

    def _relative(self, token: int) -> Answer:
        for mention in self.antecedents.before(token):
            if token - mention.last > WHO_WITHIN:
                break
            if isinstance(mention.entity, Person) and self.view.sentence[mention.first] == self.view.sentence[token]:
                return Answer(mention.entity, "relative", _SURE_RELATIVE, PRONOUN)
        return Answer(None, "relative_unknown", 0.0)

    def _thing(self, token: int) -> Answer:
        view = self.view
        place, body = self._body or (-1, None)
        for mention in self.antecedents.before(token):
            if view.sentence[token] - view.sentence[mention.first] > 1 or mention.first < place:
                break
            if isinstance(mention.entity, Organisation) or (isinstance(mention.entity, Known) and mention.form == SEAT):
                return Answer(mention.entity, "it", _SURE_IT, PRONOUN)
        if body and view.sentence[token] - view.sentence[place] <= _IT_WITHIN:
            return Answer(None, "it", _SURE_IT, PRONOUN, code=body.code, name=body.name)
        name = body_before(view, token)
        return Answer(None, "it", _SURE_BODY, PRONOUN, name=name) if name else Answer(None, "it_unknown", 0.0)

    def _description(self, span: Span, name: str | None) -> Answer:
        """Say whom a description means, or a name that is no entity's."""
        if name is not None:
            return self._noted(span, name, "written_name")
        person = described_person(self.view, self.antecedents, span)
        if person:
            return Answer(person[0], "description", person[1], DESCRIPTION)
        group = described_group(self.view, self.antecedents, span)
        if group:
            return Answer(group, "description", _SURE_GROUP, DESCRIPTION)
        if span.noun >= 0 and span.role is None and is_group(self.view, span.noun):
            return self._noted(span, bare(self.view, span.first, span.last), "body")
        return _unnamed(span)

    def _noted(self, span: Span, name: str, rule: str) -> Answer:
        answer = _unnamed(span)
        answer.name, answer.rule, answer.confidence = name, rule, _SURE_BODY
        self._body = (span.first, answer)
        return answer


def _named(span: Span, head: Mention) -> Answer:
    role = head.role or span.role
    return Answer(head.entity, span.rule, head.confidence, head.form, role, head.organisation, head.code)


def _unnamed(span: Span) -> Answer:
    organisation = span.organisation
    code = span.code or (organisation.code if organisation else None)
    return Answer(None, "unnamed", 0.0, None, span.role, organisation, code)
