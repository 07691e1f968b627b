"""Sources and warehouses that are not what they should be: a clear answer and a code, never a stack."""

import os
from pathlib import Path
from urllib.parse import unquote

import pytest
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.parts import RunFolder
from tests.flows.faults import befalls
from tests.flows.pages import text, write_page
from tests.flows.runs import counts, outcomes, run
from tests.warehouse.rows import rows_of

NAMES = (
    "two words.txt",
    'it\'s "quoted".txt',
    "100%25 [sure]?.txt",
    "Über 日本 🚢.txt",
    "a#b&c=d;e.txt",
    "line\nbreak.txt",
)


def newsledger(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_folder_without_anything_to_read_is_told_before_anything_is_started(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "picture.png").write_bytes(b"")

    result = newsledger("run", tmp_path / "in", "--warehouse", tmp_path / "news.duckdb")

    assert result.exit_code == 2
    assert "no file found; read are .txt .html" in result.stderr
    assert not (tmp_path / "news.duckdb").exists()


def test_source_that_is_not_there_is_named(tmp_path: Path) -> None:
    result = newsledger("run", tmp_path / "missing", "--warehouse", tmp_path / "news.duckdb")

    assert result.exit_code == 2
    assert f"{tmp_path}/missing: no file found" in result.stderr


def test_sources_of_which_none_can_be_read_are_published_as_rejected(prefect_server: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "empty.txt").touch()
    (tmp_path / "in" / "binary.txt").write_bytes(bytes(range(256)))
    (tmp_path / "in" / "broken.jsonl").write_text("{broken\n")

    result = newsledger("run", tmp_path / "in", "--warehouse", tmp_path / "news.duckdb")

    assert result.exit_code == 0, result.output
    assert outcomes(tmp_path / "news.duckdb") == dict.fromkeys(
        ["empty.txt", "binary.txt", "broken.jsonl#1"], "rejected"
    )
    assert rows_of(tmp_path / "news.duckdb", "select outcome, read_count, rejected_count from runs") == [
        ("published", 3, 3)
    ]


def test_source_that_vanishes_before_it_is_read_is_rejected_and_read_when_it_is_back(
    prefect_server: str, tmp_path: Path
) -> None:
    write_page(tmp_path / "in", "Orvik")
    here = write_page(tmp_path / "in", "Corran")
    away = tmp_path / "corran.txt"

    def vanish(_: RunFolder) -> None:
        here.rename(away)

    with befalls(vanish, tmp_path / "news.duckdb", before="read"):
        summary = run(tmp_path / "news.duckdb", tmp_path / "in")
    assert counts(summary) == {"read": 2, "loaded": 1, "rejected": 1}
    assert rows_of(tmp_path / "news.duckdb", "select reason from rejected_documents") == [
        ("no such file or directory: restore it or drop it, then run again",)
    ]

    away.rename(here)
    assert counts(run(tmp_path / "news.duckdb", tmp_path / "in")) == {"read": 1, "loaded": 1}


def test_any_name_of_a_file_or_folder_will_do_and_a_missing_folder_is_made(prefect_server: str, tmp_path: Path) -> None:
    folder = tmp_path / "in [*] 'here' %41"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_text(text(f"Orvik{number}"), encoding="utf-8")
    target = folder / "not there yet" / "the news; 100%.duckdb"

    result = newsledger("run", folder, "--warehouse", target)

    assert result.exit_code == 0, result.output
    assert {unquote(name): outcome for name, outcome in outcomes(target).items()} == dict.fromkeys(NAMES, "loaded")
    for number, name in enumerate(NAMES):
        told = newsledger("explain", name, "--warehouse", target)
        assert told.exit_code == 0, told.output
        assert f"Board of Orvik{number} puts off repair of the mole" in told.stdout


class TestWarehouseThatCannotBe:
    """Told before Prefect is started."""

    @pytest.fixture
    def sources(self, tmp_path: Path) -> Path:
        return write_page(tmp_path / "in", "Orvik")

    def test_folder(self, sources: Path, tmp_path: Path) -> None:
        (tmp_path / "news.duckdb").mkdir()

        self.refused(newsledger("run", sources, "--warehouse", tmp_path / "news.duckdb"), "cannot be opened")

    def test_other_file(self, sources: Path, tmp_path: Path) -> None:
        (tmp_path / "news.duckdb").write_text(text("Orvik") * 100)

        self.refused(newsledger("run", sources, "--warehouse", tmp_path / "news.duckdb"), "cannot be opened")
        assert (tmp_path / "news.duckdb").read_text() == text("Orvik") * 100

    def test_place_below_a_file(self, sources: Path) -> None:
        self.refused(newsledger("run", sources, "--warehouse", sources / "news.duckdb"), "cannot be written")

    @pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only for root")
    def test_read_only_folder(self, sources: Path, tmp_path: Path) -> None:
        sources.parent.chmod(0o500)

        self.refused(newsledger("run", sources, "--warehouse", sources.parent / "news.duckdb"), "cannot be written")

    def refused(self, result: Result, problem: str) -> None:
        assert result.exit_code == 2
        assert problem in result.stderr
        assert "Traceback" not in result.output
