"""Statements that were found against the gold of who said what: which are the same, and whose they are.

A statement is a set of characters, blanks left out. One of the gold that is direct or mixed is found where more than
half of it is covered, however the quotation was cut up; an indirect one where a statement and it each cover more than
half of the other. What stands inside of an arguable statement or matches one is not counted at all.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from tests.benchmarks.statement_gold import Document, Span, Statement

HALF = 0.5
RIGHT, WRONG, UNKNOWN, MISSED = "right", "wrong", "unknown", "missed"
WANTED, ARGUABLE, TRAP, SPURIOUS = "wanted", "arguable", "trap", "spurious"
_MARKS = str.maketrans(
    {"-": " ", "‐": " ", "–": " ", "’": None, "'": None, ".": None, ",": None, "“": None, "”": None, '"': None}
)

Record = dict[str, Any]
Characters = frozenset[int]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one statement of the gold.

    found: the statement that is it, None where it was missed. shown: whether it is among those shown by default.
    written: whether the speaker as written is touched, None where the gold has none or the statement was missed.
    person: RIGHT, WRONG or UNKNOWN, where a name is wanted; where the text tells none, RIGHT is to name nobody.
    """

    gold: Statement
    found: Record | None
    shown: bool
    written: bool | None
    person: str


@dataclass(frozen=True, slots=True)
class Names:
    """Names that the mentions of a document give beside those of the gold: how many are in both, and which are not."""

    both: int
    given: int
    wanted: int
    spurious: tuple[str, ...]
    missed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """What became of a document's gold, what each statement shown is, and the names that its mentions give."""

    document: Document
    outcomes: list[Outcome]
    judged: list[tuple[Record, str]]
    names: dict[str, Names]


def scored(document: Document, predicted: Record) -> Scored:
    """Score what was found in a document: a record as `newsledger statements` writes it."""
    statements, mentions = predicted["statements"], predicted["mentions"]
    codes = {one["country"] for one in mentions if one["kind"] == "country" and one["country"]}
    names = {
        "people": _names(document.people, _mentioned(mentions, "person")),
        "organisations": _names(document.organisations, _mentioned(mentions, "organisation")),
        "countries": _names([(code,) for code in sorted(document.countries)], codes),
    }
    return Scored(document, outcomes(document, statements), judged(document, statements), names)


def folded(name: str) -> str:
    """Return a name without case, accents, marks and a leading article."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(one))
    return " ".join(plain.translate(_MARKS).split()).removeprefix("the ")


def characters(text: str, parts: Iterable[Sequence[int]]) -> Characters:
    """Return the places of the characters of some parts of a text, blanks left out."""
    return frozenset(place for start, end in parts for place in range(start, end) if not text[place].isspace())


def outcomes(document: Document, predicted: Sequence[Record]) -> list[Outcome]:
    """Return what became of each statement of the gold that is not arguable."""
    covered = [characters(document.text, one["parts"]) for one in predicted]
    return [_outcome(document.text, gold, predicted, covered) for gold in document.statements if _is_asked(gold)]


def judged(document: Document, predicted: Sequence[Record]) -> list[tuple[Record, str]]:
    """Return each statement that is shown by default, with what it is: WANTED, ARGUABLE, TRAP or SPURIOUS."""
    return [(one, _judgement(document, one)) for one in predicted if one["is_reported"]]


def role_is_right(wanted: str, given: str | None) -> bool:
    """Whether a role is the one wanted: the words of one are among those of the other."""
    words, others = ({*folded(one or "").split()} for one in (wanted, given))
    return bool(others) and (words <= others or others <= words)


def _is_asked(gold: Statement) -> bool:
    return gold.of_class != "arguable"


def _outcome(text: str, gold: Statement, predicted: Sequence[Record], covered: Sequence[Characters]) -> Outcome:
    wanted = characters(text, gold.parts)
    same = [
        (len(wanted & its) / len(wanted | its), number)
        for number, its in enumerate(covered)
        if _touches(gold, wanted, its)
    ]
    union = frozenset[int]().union(*(covered[number] for _, number in same))
    if not same or len(wanted & union) <= HALF * len(wanted):
        return Outcome(gold, None, False, None, MISSED)
    found = predicted[max(same)[1]]
    span = _speaker(found)
    written = None if gold.speaker is None else span is not None and _overlap(span, gold.speaker)
    return Outcome(
        gold, found, any(predicted[number]["is_reported"] for _, number in same), written, _person(gold, found)
    )


def _touches(gold: Statement, wanted: Characters, its: Characters) -> bool:
    """Whether a statement is the wanted one, or of a quotation a piece."""
    both = len(wanted & its)
    if gold.kind == "indirect":
        return both > HALF * len(wanted) and both > HALF * len(its)
    return both > HALF * len(wanted) or both > HALF * len(its)


def _person(gold: Statement, found: Record) -> str:
    """Say whether a statement is the right one's. A speaker as written, whom nobody was found for, is no answer."""
    given, span = found["speaker"], _speaker(found)
    if given is not None and folded(given) in map(folded, gold.names):
        return RIGHT
    is_as_written = given is None or folded(given) == folded(found["speaker_text"] or "")
    is_unresolved = is_as_written and (span is None or gold.speaker is None or _overlap(span, gold.speaker))
    if not gold.names:
        named_its_body = (
            given is not None and gold.organisation is not None and folded(given) == folded(gold.organisation)
        )
        return RIGHT if is_unresolved or named_its_body else WRONG
    if gold.speaker is None and given is not None:
        return WRONG
    return UNKNOWN if is_unresolved else WRONG


def _judgement(document: Document, one: Record) -> str:
    its = characters(document.text, one["parts"])
    for judgement, golds in (
        (WANTED, [gold for gold in document.statements if _is_asked(gold)]),
        (ARGUABLE, [gold for gold in document.statements if not _is_asked(gold)]),
    ):
        contents = [(gold, characters(document.text, gold.parts)) for gold in golds]
        quoted = frozenset[int]().union(*(content for gold, content in contents if gold.kind != "indirect"))
        told = any(_touches(gold, content, its) for gold, content in contents if gold.kind == "indirect")
        if told or len(its & quoted) > HALF * len(its):
            return judgement
    in_trap = len(its & characters(document.text, document.traps)) > HALF * len(its)
    return TRAP if in_trap else SPURIOUS


def _speaker(found: Record) -> Span | None:
    return None if found["speaker_start"] is None else (found["speaker_start"], found["speaker_end"])


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _mentioned(mentions: Sequence[Record], kind: str) -> set[str]:
    return {one["name"] or one["surface"] for one in mentions if one["kind"] == kind}


def _names(wanted: Sequence[Sequence[str]], given: set[str]) -> Names:
    """Compare names, each of those wanted a list of names that are as right. Spellings that fold to one are one."""
    by_fold = {folded(name): name for name in given}
    missed = [names[0] for names in wanted if not by_fold.keys() & {folded(name) for name in names}]
    known = {folded(name) for names in wanted for name in names}
    spurious = [name for fold, name in by_fold.items() if fold not in known]
    both = len(wanted) - len(missed)
    return Names(both, both + len(spurious), len(wanted), tuple(sorted(spurious)), tuple(missed))
