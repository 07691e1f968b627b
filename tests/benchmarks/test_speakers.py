import json
from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.benchmarks import speakers, statement_gold
from tests.benchmarks.speaker_scores import (
    ARGUABLE,
    MISSED,
    RIGHT,
    SPURIOUS,
    TRAP,
    UNKNOWN,
    WANTED,
    WRONG,
    Record,
    folded,
    role_is_right,
    scored,
)
from tests.benchmarks.speaker_table import errors, table
from tests.benchmarks.statement_gold import Document

TEXT = (
    "Harbour Master Ines Toft said the pier was shut. “It creaks,” she said. “It always did.”\n"
    "The “Old Lady”, as the pier is called, may reopen, a clerk suggested. Ulf Brand wants it painted green."
)
DOCUMENT = statement_gold.resolved(
    {
        "document": "pier.txt",
        "people": [["Ines Toft"], ["Ulf Brand"]],
        "organisations": [["Pier Board", "Board"]],
        "countries": ["NO"],
        "statements": [
            {
                "kind": kind,
                "class": of_class,
                "content": content,
                "cue": None,
                "speaker": speaker,
                "form": form,
                "resolved": name,
                "resolved_kind": "person",
                "role": role,
                "organisation": None,
                "country": None,
            }
            for kind, of_class, content, speaker, form, name, role in (
                ("indirect", "reported", ["the pier was shut"], "Ines Toft", "name", "Ines Toft", "Harbour Master"),
                ("direct", "reported", ["“It creaks,”", "“It always did.”"], "she", "pronoun", "Ines Toft", None),
                ("indirect", "arguable", ["may reopen"], "a clerk", "description", None, None),
                ("indirect", "other", ["it painted green"], "Ulf Brand", "name", "Ulf Brand", None),
            )
        ],
        "traps": ["“Old Lady”"],
    },
    TEXT,
)


def statement(*parts: str, speaker: str | None = None, written: str | None = None, **changed: Any) -> Record:
    """Return a found statement. speaker: whose it is said to be, as written where that is not given."""
    spans = [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]
    written = speaker if written is None else written
    start = None if written is None else TEXT.index(written)
    return {
        "kind": "direct",
        "start": spans[0][0],
        "end": spans[-1][1],
        "parts": spans,
        "cue": "said",
        "speaker": speaker,
        "speaker_text": written,
        "speaker_start": start,
        "speaker_end": None if start is None or written is None else start + len(written),
        "role": None,
        "organisation": None,
        "country": None,
        "rule": "test",
        "is_reported": True,
    } | changed


def score(*statements: Record, mentions: list[Record] | None = None) -> Any:
    return scored(DOCUMENT, {"statements": list(statements), "mentions": mentions or []})


def oracle(document: Document) -> Record:
    """Return the gold of a document as if it had been found."""
    statements, text = [], document.text
    for gold in document.statements:
        written = None if gold.speaker is None else text[slice(*gold.speaker)]
        start, end = gold.speaker or (None, None)
        statements.append(
            {
                "kind": gold.kind,
                "parts": gold.parts,
                "cue": None,
                "speaker": gold.names[0] if gold.names else written,
                "speaker_text": written,
                "speaker_start": start,
                "speaker_end": end,
                "role": gold.role,
                "organisation": gold.organisation,
                "country": gold.country,
                "rule": "gold",
                "is_reported": gold.of_class == "reported",
            }
        )
    mentions = [{"kind": "person", "name": names[0], "surface": "it", "country": None} for names in document.people]
    mentions += [
        {"kind": "organisation", "name": names[0], "surface": "it", "country": None} for names in document.organisations
    ]
    mentions += [{"kind": "country", "name": None, "surface": "it", "country": code} for code in document.countries]
    return {"id": document.id, "statements": statements, "mentions": mentions}


def test_the_gold_itself_scores_full_marks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions = tmp_path / "gold.jsonl"
    predictions.write_text("".join(json.dumps(oracle(one)) + "\n" for one in statement_gold.documents()))

    assert speakers.main(["--predictions", str(predictions), "--errors"]) == 0
    rows = capsys.readouterr().out.rstrip().splitlines()
    shares = {row[:36].strip(): row[36:].split()[0] for row in rows[2:]}
    at_zero = {"taken in by a trap": "0", "wrong": "0.000", "unknown": "0.000"}

    assert {label: share for label, share in shares.items() if share != "1.000"} == at_zero


def test_a_document_without_predictions_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    predictions = tmp_path / "some.jsonl"
    first, *others = statement_gold.documents()
    predictions.write_bytes(b"".join(orjson.dumps(oracle(one)) + b"\n" for one in others))

    assert speakers.main(["--predictions", str(predictions)]) == 2
    assert first.id in capsys.readouterr().err


def test_texts_are_those_of_the_articles(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"

    assert speakers.main(["--texts", str(path)]) == 0
    written = [orjson.loads(line) for line in path.read_bytes().splitlines()]
    assert [(one["id"], one["text"]) for one in written] == [(one.id, one.text) for one in statement_gold.documents()]


def test_a_quotation_may_be_found_in_pieces() -> None:
    result = score(statement("“It creaks,”", speaker="she"), statement("“It always did.”", speaker="Ines Toft"))

    assert [one.found is not None for one in result.outcomes] == [False, True, False]
    assert [judgement for _, judgement in result.judged] == [WANTED, WANTED]


def test_less_than_half_of_a_quotation_is_not_the_quotation() -> None:
    assert [one.person for one in score(statement("“It creaks,”")).outcomes] == [MISSED, MISSED, MISSED]


def test_an_indirect_statement_twice_as_long_is_another() -> None:
    result = score(statement("Harbour Master Ines Toft said the pier was shut. “It creaks,”", speaker="she"))

    assert result.outcomes[0].found is None


def test_the_arguable_is_neither_asked_for_nor_counted() -> None:
    result = score(statement("may reopen", speaker="a clerk"))

    assert len(result.outcomes) == 3
    assert [judgement for _, judgement in result.judged] == [ARGUABLE]


def test_a_trap_is_told_from_what_nobody_wrote_in_marks() -> None:
    result = score(statement("“Old Lady”"), statement("as the pier is called"), statement("a clerk", is_reported=False))

    assert [judgement for _, judgement in result.judged] == [TRAP, SPURIOUS]


@pytest.mark.parametrize(
    ("speaker", "written", "answer", "touched"),
    [
        ("Ines Toft", "she", RIGHT, True),
        ("INÉS TOFT", "Ines Toft", RIGHT, False),
        ("she", "she", UNKNOWN, True),
        (None, "she", UNKNOWN, True),
        (None, None, UNKNOWN, False),
        ("Ulf Brand", "she", WRONG, True),
        ("Ulf Brand", "Ulf Brand", WRONG, False),
    ],
)
def test_speaker_is_right_wrong_or_unknown(speaker: str, written: str, answer: str, touched: bool) -> None:
    outcome = score(statement("“It creaks,”", "“It always did.”", speaker=speaker, written=written)).outcomes[1]

    assert (outcome.person, outcome.written) == (answer, touched)


def test_names_are_compared_by_any_of_their_spellings() -> None:
    given: list[Record] = [
        {"kind": "person", "name": "Ines Toft", "surface": "Toft", "country": None},
        {"kind": "person", "name": "Ines Tóft", "surface": "She", "country": None},
        {"kind": "person", "name": None, "surface": "Old Lady", "country": None},
        {"kind": "organisation", "name": "the Board", "surface": "the Board", "country": None},
        {"kind": "country", "name": "Norway", "surface": "Norwegian", "country": "NO"},
    ]
    names = score(mentions=given).names

    assert (names["people"].both, names["people"].missed, names["people"].spurious) == (
        1,
        ("Ulf Brand",),
        ("Old Lady",),
    )
    assert (names["organisations"].both, names["organisations"].given) == (1, 1)
    assert (names["countries"].both, names["countries"].given) == (1, 1)


def test_a_role_may_be_given_shorter_or_longer() -> None:
    assert role_is_right("Harbour Master", "the harbour master of Alder")
    assert not role_is_right("Harbour Master", "mayor")
    assert not role_is_right("Harbour Master", None)


def test_names_fold_to_one_without_case_accents_and_hyphens() -> None:
    assert folded("The Étienne Saint-Clair") == folded("ETIENNE SAINT CLAIR")


def test_errors_are_shown_where_they_stand() -> None:
    listed = list(errors([score(statement("the pier was shut", speaker="Ulf Brand"), statement("“Old Lady”"))]))

    assert listed[0] == "== pier.txt"
    assert [line.split(" ")[0] for line in listed[1:]] == [
        "wrong",
        "missed",
        "missed",
        "trap",
        "people",
        *["organisations", "countries"],
    ]
    assert "Toft said [[the pier was shut]]. “It creaks,”" in listed[1]


def test_the_table_counts_what_was_found_of_each_kind() -> None:
    lines = table({"all": [score(statement("the pier was shut"))]})
    rows = {line[:36].strip(): line[36:].split() for line in lines}

    assert rows["found and shown: indirect"] == ["1.000", "1/1"]
    assert rows["found and shown: direct"] == ["0.000", "0/1"]
    assert rows["unknown"] == ["1.000", "1/1"]
