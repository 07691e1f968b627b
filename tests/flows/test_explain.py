"""`newsledger explain`: a document's ledger in the terminal."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from tests.warehouse.rows import rows_of

PAGE = "trawlers-grey-ships.txt"


def explain(document: str, warehouse: Path) -> Result:
    return CliRunner().invoke(app, ["explain", document, "--warehouse", str(warehouse)])


@pytest.fixture(scope="module")
def said(sample_warehouse: Path) -> list[str]:
    return explain(PAGE, sample_warehouse).stdout.splitlines()


def test_every_line_is_shown_with_its_number_and_kind(sample_warehouse: Path, said: list[str]) -> None:
    select = f"select line_no, kind, raw from lines join documents using (document_id) where uri like '%/{PAGE}'"
    for line_no, kind, raw in rows_of(sample_warehouse, f"{select} and kind <> 'blank'"):
        (line,) = [line for line in said if line.startswith(f"{line_no:>4} ")]
        assert kind in line
        assert raw.strip() in line


def test_dropped_line_has_its_reason_and_kept_one_has_none(sample_warehouse: Path, said: list[str]) -> None:
    select = f"select line_no, reason, confidence from lines semi join (from documents where uri like '%/{PAGE}')"
    for kept, mark in ((True, "+"), (False, "-")):
        rows = rows_of(sample_warehouse, f"{select} using (document_id) where kept = {kept} and kind <> 'blank'")
        assert rows
        for line_no, reason, confidence in rows:
            (line,) = [line for line in said if line.startswith(f"{line_no:>4} {mark} ")]
            assert line.endswith(f"({reason}, {confidence:.2f})") is not kept


def test_head_shows_what_is_known_of_the_article(sample_warehouse: Path, said: list[str]) -> None:
    ((title, published_on),) = rows_of(
        sample_warehouse,
        f"select title, published_on from articles join documents using (document_id) where uri like '%/{PAGE}'",
    )
    assert f"title        {title}" in said
    assert f"published_on {published_on}" in said


def test_rejected_document_shows_its_reason(sample_warehouse: Path) -> None:
    result = explain("empty.txt", sample_warehouse)

    assert result.exit_code == 0
    assert "rejected: " in result.stdout


def test_unknown_document_says_how_to_look(sample_warehouse: Path) -> None:
    result = explain("no-such-page.txt", sample_warehouse)

    assert result.exit_code == 2
    assert "no document is called 'no-such-page.txt'" in result.stderr
    assert "select document_id, uri, record, url from documents" in result.stderr


def test_statements_are_shown_with_who_made_them(sample_warehouse: Path, said: list[str]) -> None:
    statements = rows_of(
        sample_warehouse,
        f"select statement_no, statements.kind, coalesce(name, speaker, '?'), content from statements "
        f"left join entities on entity_id = speaker_entity_id "
        f"semi join (from documents where uri like '%/{PAGE}') using (document_id)",
    )
    assert statements
    for number, kind, who, content in statements:
        (line,) = [line for line in said if line.startswith(f"said {number:>3} ")]
        assert f"{kind:<8} {who}" in line
        assert content in line
