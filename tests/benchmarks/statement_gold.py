"""The gold of who said what: `corpus/gold_statements`, one file a document, written by hand.

Of a document it holds `people` and `organisations` (each a list of names that are as right, first the fullest that the
text gives), `countries` (ISO 3166 codes of those named by name, adjective, people or a seat that stands for its
government), `statements`, and `traps`: passages in quotation marks that nobody states. Of a statement:

- kind: direct, mixed or indirect;
- class: `reported` (quoted, or reported by say, tell, show, according to and their like), `other` (wants, believes,
  criticises), `arguable` (two careful readers would differ: neither asked for nor counted against anybody);
- content, cue, speaker: as written in the article's text; speaker is null where it is carried over or unknown;
- form: how the speaker is mentioned, one of FORMS;
- resolved, resolved_kind: full name of the person, name of the organisation or country; null where the text tells none;
- also: other names that are as right; role, organisation, country: those of the speaker where the text gives them.

Whatever is as written is a string that stands in the text once, as whole words, or `[string, n]`: its nth occurrence.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

from flows.training.public_pages import ROOT

GOLD, ARTICLES = ROOT / "corpus" / "gold_statements", ROOT / "corpus" / "gold"
KINDS = ("direct", "mixed", "indirect")
CLASSES = ("reported", "other", "arguable")
FORMS = ("name", "short_name", "pronoun", "description", "seat", "none")
HALVES = ("tune", "held")

Span = tuple[int, int]
Record = dict[str, Any]


class GoldError(ValueError):
    """A gold file says what its article's text does not bear out."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of the gold, its spans resolved to characters of the article's text."""

    kind: str
    of_class: str
    parts: tuple[Span, ...]
    cue: Span | None
    speaker: Span | None
    form: str
    names: tuple[str, ...]
    """Names of the speaker that are right; empty where the text tells none."""
    role: str | None
    organisation: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """The gold of one document. id: its place below `corpus/documents`, `file#record` for a record of a file."""

    id: str
    text: str
    statements: tuple[Statement, ...]
    traps: tuple[Span, ...]
    people: tuple[tuple[str, ...], ...]
    organisations: tuple[tuple[str, ...], ...]
    countries: frozenset[str]

    @property
    def half(self) -> str:
        """The half it belongs to: rules are tuned on one, and only measured on the other."""
        return HALVES[hashlib.sha256(self.id.encode()).digest()[0] % 2]


def documents(gold: Path = GOLD, articles: Path = ARTICLES) -> list[Document]:
    """Return the gold of all documents. Raises GoldError with everything that is wrong with it."""
    found, problems = [], []
    for path in sorted(gold.rglob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        article = json.loads((articles / path.relative_to(gold)).read_text(encoding="utf-8"))
        try:
            found.append(resolved(record, "\n".join(article["text"])))
        except GoldError as error:
            problems.append(str(error))
    if problems:
        raise GoldError("\n".join(problems))
    return found


def resolved(record: Record, text: str) -> Document:
    """Return a gold record as a document. Raises GoldError where the text does not bear it out."""
    problems: list[str] = []
    statements = tuple(_statement(one, text, problems) for one in record["statements"])
    traps = tuple(_spans(record["traps"], text, problems))
    problems += [
        f"{name!r} is not in the text"
        for name, *_ in record["people"]
        if not all(word in text for word in name.split())
    ]
    if problems:
        raise GoldError("\n".join(f"{record['document']}: {problem}" for problem in problems))
    return Document(
        id=record["document"],
        text=text,
        statements=statements,
        traps=traps,
        people=tuple(tuple(names) for names in record["people"]),
        organisations=tuple(tuple(names) for names in record["organisations"]),
        countries=frozenset(record["countries"]),
    )


def occurrence(wanted: str | Sequence[Any], text: str) -> Span:
    """Return where a string stands in the text. Raises GoldError where it does not, or where which is not said."""
    string, number = (wanted, None) if isinstance(wanted, str) else (str(wanted[0]), int(wanted[1]))
    before, after = (r"(?<!\w)" if string[0].isalnum() else ""), (r"(?!\w)" if string[-1].isalnum() else "")
    found = [match.span() for match in re.finditer(before + re.escape(string) + after, text)]
    if number is None and len(found) == 1:
        return found[0]
    if number is not None and len(found) > 1 and 1 <= number <= len(found):
        return found[number - 1]
    which = "" if number is None else f" (number {number} is asked for)"
    raise GoldError(f"{string!r} stands in the text {len(found)} times{which}: [string, n] says which of several")


def dump(record: Record) -> str:
    """Return a record as its file holds it: a person, an organisation, a statement, a trap a line."""
    return "{\n" + ",\n".join(f" {json.dumps(name)}: {_value(name, value)}" for name, value in record.items()) + "\n}\n"


def _value(name: str, value: Any) -> str:
    if name not in ("people", "organisations", "statements", "traps") or not value:
        return json.dumps(value, ensure_ascii=False)
    return "[\n" + ",\n".join(f"  {json.dumps(one, ensure_ascii=False)}" for one in value) + "\n ]"


def _spans(wanted: Iterable[str | Sequence[Any]], text: str, problems: list[str]) -> list[Span]:
    found = []
    for one in wanted:
        try:
            found.append(occurrence(one, text))
        except GoldError as error:
            problems.append(str(error))
    return found


def _statement(record: Record, text: str, problems: list[str]) -> Statement:
    parts = _spans(record["content"], text, problems)
    cue, speaker = (
        next(iter(_spans([record[name]] if record[name] else [], text, problems)), None) for name in ("cue", "speaker")
    )
    for name, allowed in (("kind", KINDS), ("class", CLASSES), ("form", FORMS)):
        if record[name] not in allowed:
            problems.append(f"{name} {record[name]!r} is none of {', '.join(allowed)}")
    if (record["form"] == "none") != (record["speaker"] is None):
        problems.append(f"form {record['form']!r} with speaker {record['speaker']!r}")
    if speaker and any(start < speaker[1] and speaker[0] < end for start, end in parts):
        problems.append(f"the speaker {record['speaker']!r} stands inside of what is said")
    names = chain([record["resolved"]] if record["resolved"] else [], record.get("also", []))
    return Statement(
        kind=record["kind"],
        of_class=record["class"],
        parts=tuple(sorted(parts)),
        cue=cue,
        speaker=speaker,
        form=record["form"],
        names=tuple(names),
        role=record["role"],
        organisation=record["organisation"],
        country=record["country"],
    )
