"""`newsledger statements`: texts in, who said what in them out, no warehouse."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from flows.attributing import MENTION_FIELDS, STATEMENT_FIELDS, attribute_records
from flows.cli import app
from flows.settings import Settings

Record = dict[str, Any]

TEXT = (
    "TOLMERE, May 4 (Reuters) - Harbour Minister Anna Vell said on Monday that the mole would be repaired.\n"
    "“We have waited long enough 🚢,” she told reporters. “It begins in June.”\n"
    "According to John Roe, a spokesman for the fishermen, nobody had asked them."
)


def lines_of(*records: Record | str) -> bytes:
    """Return records, and lines as they are, as JSON lines."""
    return "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in records).encode()


def attributed(given: bytes, confidence: float | None = None, **settings: Any) -> list[Record]:
    out = io.BytesIO()
    attribute_records(io.BytesIO(given), out, Settings(**settings), confidence=confidence)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.fixture(scope="module")
def record() -> Record:
    (found,) = attributed(lines_of({"id": "a", "text": TEXT}))
    return found


def test_record_holds_wire_statements_and_mentions(record: Record) -> None:
    assert list(record) == ["id", "wire", "statements", "mentions"]
    assert (record["id"], record["wire"]) == ("a", "Reuters")
    assert {tuple(one) for one in record["statements"]} == {STATEMENT_FIELDS}
    assert {tuple(one) for one in record["mentions"]} == {MENTION_FIELDS}


def test_offsets_are_characters_of_the_text_as_given(record: Record) -> None:
    for one in record["statements"]:
        assert one["parts"][0][0] == one["start"]
        assert one["parts"][-1][1] == one["end"]
        assert TEXT[one["cue_start"] : one["cue_end"]] == one["cue"]
        assert TEXT[one["speaker_start"] : one["speaker_end"]] == one["speaker_text"]
    for one in record["mentions"]:
        assert TEXT[one["start"] : one["end"]] == one["surface"]


def test_quotation_in_two_parts_is_one_statement_of_whom_the_pronoun_means(record: Record) -> None:
    (quoted,) = (one for one in record["statements"] if one["kind"] == "direct")
    parts = [TEXT[start:end].strip("“”") for start, end in quoted["parts"]]
    assert parts == ["We have waited long enough 🚢,", "It begins in June."]
    assert (quoted["speaker_text"], quoted["speaker"]) == ("she", "Anna Vell")


SHADES = (
    "“It begins in June,” Anna Vell said. The mayor said that the mole was in “a poor state” and would be shut.\n"
    "Harbour Minister Anna Vell praised the crews of both tugs. Lund said that the talks would go on in May."
)


def cues(confidence: float | None) -> set[str]:
    (found,) = attributed(lines_of({"id": "a", "text": SHADES}), confidence)
    return {f"{one['kind']} {one['cue']}" for one in found["statements"]}


def test_without_a_confidence_only_what_is_sure_enough_for_its_class_is_written() -> None:
    (found,) = attributed(lines_of({"id": "a", "text": SHADES}))
    assert all(one["is_shown"] for one in found["statements"])
    assert {one["cue"] for one in found["statements"] if one["is_reported"]} == {"said"}
    assert {f"{one['kind']} {one['cue']}" for one in found["statements"]} >= {
        "direct said", "mixed said", "indirect said",
    }  # fmt: skip


def test_confidence_is_the_least_of_all_that_is_told_and_leaves_what_is_quoted() -> None:
    assert cues(0) == {"direct said", "mixed said", "indirect said", "indirect praised"}
    assert cues(0.99) == {"direct said"}


def test_blanks_around_a_text_are_part_of_it() -> None:
    (found,) = attributed(lines_of({"id": "a", "text": f"\n  {TEXT}\n"}))
    for one in found["mentions"]:
        assert f"\n  {TEXT}\n"[one["start"] : one["end"]] == one["surface"]
    assert found["mentions"]


def test_records_come_out_in_order_whatever_the_batch() -> None:
    given = lines_of({"id": "a", "text": TEXT}, {"id": "b", "text": "Nothing was said."}, {"id": "c", "text": TEXT})
    found = attributed(given, batch_documents=2)
    assert [one["id"] for one in found] == ["a", "b", "c"]
    assert found[0]["statements"] == found[2]["statements"]
    assert (found[1]["statements"], found[1]["wire"]) == ([], None)
    assert found == attributed(given, batch_documents=1)


def test_text_of_a_language_that_cannot_be_read_has_no_statements() -> None:
    german = "„Wir haben lange genug gewartet“, sagte die Hafenministerin am Montag nach der Sitzung des Rates."
    (found,) = attributed(lines_of({"id": "a", "text": german}))
    assert found == {"id": "a", "wire": None, "statements": [], "mentions": []}


def test_what_cannot_be_read_gives_its_error_and_the_others_are_done() -> None:
    given = lines_of("{broken", {"id": "b", "html": f"<p>{TEXT}</p>"}, {"id": "c", "text": TEXT})
    found = attributed(given)
    assert [list(one) for one in found[:2]] == [["id", "error"]] * 2
    assert "line 1" in found[0]["error"]
    assert "newsledger clean" in found[1]["error"]
    assert found[2]["statements"]


def test_empty_input_gives_empty_output() -> None:
    assert attributed(b"") == []


def test_command_reads_compressed_files_and_says_how_many_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(
        gzip.compress(lines_of({"id": "a", "text": TEXT}, "{broken", {"html": "<p>"}))
    )
    result = CliRunner().invoke(
        app, ["statements", "--input", f"{tmp_path}/in.jsonl.gz", "--output", f"{tmp_path}/out.jsonl"]
    )
    assert (result.exit_code, result.stderr) == (0, "2 of 3 records could not be read\n")
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_bytes().splitlines()] == ["a", "2", "3"]


def test_dash_streams() -> None:
    result = CliRunner().invoke(app, ["statements"], input=lines_of({"id": "a", "text": TEXT}))
    assert json.loads(result.stdout)["id"] == "a"


@pytest.mark.parametrize("command", ["statements", "clean"])
def test_source_is_never_written_over(command: str, tmp_path: Path) -> None:
    given = lines_of({"id": "a", "text": TEXT})
    (tmp_path / "in.jsonl").write_bytes(given)
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "in.jsonl")
    for target in ("in.jsonl", "./link.jsonl"):
        result = CliRunner().invoke(
            app, [command, "--input", f"{tmp_path}/in.jsonl", "--output", f"{tmp_path}/{target}"]
        )
        assert (result.exit_code, "--output is --input" in result.stderr) == (2, True)
    assert (tmp_path / "in.jsonl").read_bytes() == given


def test_exit_code_tells_when_no_record_could_be_read() -> None:
    result = CliRunner().invoke(app, ["statements"], input=lines_of("{broken", {"html": "<p>"}))
    assert (result.exit_code, result.stderr) == (4, "2 of 2 records could not be read\n")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1", "2"]
