"""A user's own list of names: in the flow, in its workers, over earlier articles, and where it is wrong."""

import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from flows.aliases import read_aliases
from flows.attributing import attribute_records
from flows.cli import app
from flows.commands.options import overrides
from flows.settings import Settings
from tests.flows.runs import run
from tests.warehouse.rows import rows_of

TEXT = (
    "The harbour was closed on Monday morning after the storm had broken the mole in two places.\n"
    "“We have waited long enough,” said Mirela Vandt, who had come by boat. “The repair begins in June.”\n"
    "The League of Moles said on Tuesday that it would pay for the stones and for the workers as well.\n"
)
ROWS = (
    "# Our own.\n\n"
    "person\tMira Vand\tNO\tf\tMirela Vandt|the Otter\n"
    "organisation\tHarbour League\t\t\tLeague of Moles\n"
)
SPEAKERS = "select distinct speaker_name from current_statements where speaker_name is not null order by all"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def aliases(tmp_path: Path) -> Path:
    path = tmp_path / "aliases.tsv"
    path.write_text(ROWS, "utf-8")
    return path


def speakers(warehouse: Path) -> list[str]:
    return [str(name) for (name,) in rows_of(warehouse, SPEAKERS)]


@pytest.mark.parametrize("task_runner", ["threads", "processes"])
def test_workers_know_the_names_of_the_user(
    prefect_server: str, page: Path, aliases: Path, tmp_path: Path, task_runner: str
) -> None:
    run(tmp_path / "news.duckdb", page, aliases=aliases, task_runner=task_runner, workers=1)

    assert speakers(tmp_path / "news.duckdb") == ["Harbour League", "Mira Vand"]


def test_new_row_joins_the_articles_of_earlier_runs_and_is_undone_without_it(
    prefect_server: str, page: Path, aliases: Path, tmp_path: Path
) -> None:
    warehouse = tmp_path / "news.duckdb"
    run(warehouse, page)
    before = speakers(warehouse)
    joined = run(warehouse, page, aliases=aliases).run["outcome"]
    after = speakers(warehouse)
    again = run(warehouse, page, aliases=aliases).run["outcome"]
    run(warehouse, page)

    assert (before, after) == (["League of Moles", "Mirela Vandt"], ["Harbour League", "Mira Vand"])
    assert (joined, again) == ("published", "unchanged")
    assert speakers(warehouse) == before


def test_statements_of_records_are_those_of_the_names_of_the_user(aliases: Path) -> None:
    out = io.BytesIO()
    attribute_records(
        io.BytesIO(json.dumps({"id": "a", "text": TEXT}).encode()), out, Settings(**overrides(aliases=aliases))
    )

    assert [one["speaker"] for one in json.loads(out.getvalue())["statements"]] == ["Mira Vand", "Harbour League"]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("town\tOslo", "kind 'town'"),
        ("person", "no name"),
        ("person\tMira Vand\tNorway", "country code 'Norway'"),
        ("person\tMira Vand\tNO\tfemale", "sex 'female'"),
        ("person\tMira Vand\tNO\tf\tthe Otter\tthe Fox", "6 columns"),
    ],
)
@pytest.mark.parametrize("command", [["run", "x"], ["statements"], ["serve", "x", "--every", "6h"]])
def test_wrong_row_is_named_with_file_and_line(aliases: Path, command: list[str], row: str, problem: str) -> None:
    aliases.write_text(f"{ROWS}{row}\n", "utf-8")

    result = CliRunner().invoke(app, [*command, "--aliases", str(aliases)])

    assert result.exit_code == 2
    assert f"--aliases: {aliases}, line 5: {problem}" in result.stderr


@pytest.mark.parametrize(("content", "problem"), [(None, "cannot be read"), (b"person\t\xff", "is not UTF-8")])
def test_file_that_cannot_be_read_is_named(
    tmp_path: Path, content: bytes | None, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.tsv"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setenv("NEWSLEDGER_ALIASES", str(path))

    result = CliRunner().invoke(app, ["statements"])

    assert result.exit_code == 2
    assert f"NEWSLEDGER_ALIASES: {path} {problem}" in result.stderr


def test_empty_columns_at_the_end_may_be_left_out(tmp_path: Path) -> None:
    path = tmp_path / "own.tsv"
    path.write_bytes(b"\xef\xbb\xbfperson\tMira Vand\r\n\r\n# no more\r\n")

    assert read_aliases(path) == ("person\tMira Vand",)
    assert read_aliases(None) == ()
