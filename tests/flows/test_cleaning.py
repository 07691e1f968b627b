"""`newsledger clean`: records in, clean records out, no warehouse."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from corpus.read import read
from corpus.sources import discover
from flows.cleaning import clean_records
from flows.cli import app
from flows.records import open_output
from flows.settings import Settings
from tests.conftest import DOCUMENTS
from tests.flows.pages import text
from warehouse.connection import query

pytestmark = pytest.mark.pipeline

Record = dict[str, Any]

PAGE = "<html><head><title>Mole of Orvik</title></head><body><nav>Home</nav><p>{}</p><p>{}</p></body></html>"


def lines_of(*records: Record | str) -> bytes:
    """Return records, and lines as they are, as JSON lines."""
    return "".join(f"{one if isinstance(one, str) else json.dumps(one)}\n" for one in records).encode()


def cleaned(given: bytes, **settings: Any) -> list[Record]:
    out = io.BytesIO()
    clean_records(io.BytesIO(given), out, Settings(**settings))
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_records_come_out_in_order_with_their_ids() -> None:
    towns = ("Orvik", "Alder", "Corran", "Birch", "Tolmere")

    found = cleaned(lines_of(*({"id": town, "text": text(town)} for town in towns)), batch_documents=2)

    assert [record["id"] for record in found] == list(towns)
    assert [record["title"] for record in found] == [f"Board of {town} puts off repair of the mole" for town in towns]


def test_record_without_id_is_called_by_its_line() -> None:
    assert [record["id"] for record in cleaned(lines_of({"text": text("Orvik")}, {"text": text("Alder")}))] == [
        "1",
        "2",
    ]


def test_record_holds_the_article_and_its_ledger() -> None:
    (record,) = cleaned(lines_of({"id": "a", "text": text("Orvik"), "url": "https://www.pier.example/orvik"}))

    assert list(record) == ["id", "text", "title", "date", "authors", "site", "language", "is_uncertain", "lines"]
    assert record["text"].startswith("The harbour board of Orvik met on Monday evening")
    assert (record["authors"], record["date"]) == (["Nora Quill"], "2022-05-04")
    assert (record["site"], record["language"]) == ("pier.example", "en")
    assert "\n".join(line["raw"] for line in record["lines"]) == text("Orvik").removesuffix("\n")
    assert record["text"] == "\n".join(line["raw"] for line in record["lines"] if line["kept"])


def test_markup_is_cleaned_too() -> None:
    paragraphs = text("Orvik").split("\n\n")[3:5]

    (record,) = cleaned(lines_of({"id": "a", "html": PAGE.format(*paragraphs)}))

    assert record["text"] == "\n".join(paragraphs)


def test_broken_line_gives_its_error_and_the_others_are_done() -> None:
    found = cleaned(lines_of({"id": "a", "text": text("Orvik")}, "{broken", {"id": "c", "text": text("Corran")}))

    assert [record["id"] for record in found] == ["a", "2", "c"]
    assert list(found[1]) == ["id", "error"]
    assert "line 2" in found[1]["error"]
    assert all(record["text"] for record in (found[0], found[2]))


def test_record_that_comes_twice_comes_out_twice() -> None:
    first, second = cleaned(lines_of({"id": "a", "text": text("Orvik")}, {"id": "a", "text": text("Orvik")}))

    assert first == second


def test_empty_input_gives_empty_output() -> None:
    assert cleaned(b"") == []
    assert cleaned(b"\n\n") == []


@pytest.fixture(scope="module")
def sample_records() -> bytes:
    """The readable documents of the sample corpus as records, called by their document_id."""
    raw = [row for batch in read(discover([str(DOCUMENTS)])) for row in batch.iter_rows(named=True)]
    fields = ("url", "title", "published")
    return lines_of(
        *(
            {"id": row["document_id"], row["content_kind"]: row["content"]}
            | {name: row[name] for name in fields if row[name] is not None}
            for row in raw
            if row["reason"] is None
        )
    )


def test_text_is_what_the_flow_publishes(sample_records: bytes, sample_warehouse: Path) -> None:
    published = query(sample_warehouse, "select document_id, text, site_id, language from articles").rows()

    found = {(one["id"], one["text"], one["site"], one["language"]) for one in cleaned(sample_records)}

    assert found == set(published)


def test_size_of_batches_changes_nothing() -> None:
    some = lines_of(*({"text": text(town)} for town in ("Orvik", "Alder", "Corran")))

    assert cleaned(some, batch_documents=1) == cleaned(some, batch_documents=1000)


def test_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"

    with open_output(str(target)) as out:
        out.write(b"{}\n")
        assert not target.exists()

    assert target.read_bytes() == b"{}\n"


def test_file_of_a_failed_run_does_not_appear(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    target.write_bytes(b"yesterday")

    with pytest.raises(RuntimeError), open_output(str(target)) as out:
        out.write(b"half a rec")
        raise RuntimeError

    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.jsonl", b"yesterday")]


def test_command_reads_and_writes_files(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_bytes(lines_of({"id": "a", "text": text("Orvik")}))

    result = CliRunner().invoke(app, ["clean", "--input", f"{tmp_path}/in.jsonl", "--output", f"{tmp_path}/out.jsonl"])

    assert (result.exit_code, result.output) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_bytes())["title"] == "Board of Orvik puts off repair of the mole"


def test_compressed_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(lines_of({"id": "a", "text": text("Orvik")})))

    result = CliRunner().invoke(app, ["clean", "--input", f"{tmp_path}/in.jsonl.gz"])

    assert json.loads(result.stdout)["title"] == "Board of Orvik puts off repair of the mole"


def test_records_that_cannot_be_read_are_counted() -> None:
    result = CliRunner().invoke(app, ["clean"], input=lines_of({"id": "a", "text": text("Orvik")}, "{broken", "[]"))

    assert result.stderr == "2 of 3 records could not be read\n"
    assert result.exit_code == 0


def test_dash_streams() -> None:
    result = CliRunner().invoke(app, ["clean"], input=lines_of({"id": "a", "text": text("Orvik")}))

    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == "a"


@pytest.mark.parametrize("option", ["--input", "--output"])
def test_file_that_cannot_be_opened_is_named(tmp_path: Path, option: str) -> None:
    missing = tmp_path / "no" / "such.jsonl"

    result = CliRunner().invoke(app, ["clean", option, str(missing)], input=b"")

    assert result.exit_code == 2
    assert "No such file" in result.stderr
    assert str(missing.parent) in result.stderr
