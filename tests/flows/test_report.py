"""The report of a run as the flow and the command line write it."""

import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.commands.options import overrides
from flows.settings import Settings
from tests.flows.pages import write_page
from tests.flows.runs import run
from tests.warehouse.rows import rows_of

PAGE = "trawlers-grey-ships.txt"


def newsledger(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(one) for one in arguments])


def title(path: Path) -> str:
    heading = BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").find("h1")
    assert heading is not None
    return heading.get_text()


@pytest.mark.parametrize(
    ("warehouse", "folder"), [("var/news.duckdb", "var/reports"), ("var/test.duckdb", "var/test-reports")]
)
def test_warehouses_that_share_a_folder_do_not_share_their_reports(warehouse: str, folder: str) -> None:
    beside, elsewhere = overrides(warehouse=Path(warehouse)), Path("elsewhere")
    assert Settings(**beside).report(7) == Path(folder) / "7.html"
    assert Settings(**beside | {"reports": elsewhere}).report(7) == elsewhere / "7.html"


def test_run_over_the_sample_corpus_leaves_its_report(sample_warehouse: Path) -> None:
    (loaded, read), *_ = rows_of(sample_warehouse, "select loaded_count, read_count from runs")
    said = title(sample_warehouse.parent / "reports" / "1.html")
    assert said.startswith(f"Published: {loaded} new documents in the warehouse, of {read} read.")
    assert (sample_warehouse.parent / "reports" / "index.html").exists()


def test_report_is_written_again_to_the_same_bytes(sample_warehouse: Path, tmp_path: Path) -> None:
    result = newsledger("report", "--warehouse", sample_warehouse, "--reports", tmp_path / "again")
    assert (result.exit_code, result.stdout.strip()) == (0, str(tmp_path / "again" / "1.html"))
    first = sample_warehouse.parent / "reports"
    for path in (tmp_path / "again").rglob("*.html"):
        assert path.read_bytes() == (first / path.relative_to(tmp_path / "again")).read_bytes()


def test_run_that_is_not_there_is_said(sample_warehouse: Path) -> None:
    result = newsledger("report", "99", "--warehouse", sample_warehouse)
    assert result.exit_code == 2
    assert "there is no run 99: its newest run is 1" in result.stderr


def test_warehouse_that_is_not_there_is_said(tmp_path: Path) -> None:
    result = newsledger("report", "--warehouse", tmp_path / "none.duckdb")
    assert result.exit_code == 2
    assert "no warehouse at" in result.stderr


def test_explain_writes_a_page(sample_warehouse: Path, tmp_path: Path) -> None:
    result = newsledger("explain", PAGE, "--warehouse", sample_warehouse, "--html", tmp_path / "page.html")
    assert (result.exit_code, result.stdout) == (0, "")
    select = f"select count(*) from lines semi join (from documents where uri like '%/{PAGE}') using (document_id)"
    tree = BeautifulSoup((tmp_path / "page.html").read_text(encoding="utf-8"), "lxml")
    assert [(len(tree.select(".ledger li")),)] == rows_of(sample_warehouse, select)


def test_run_whose_report_cannot_be_written_stays_published(day: Path) -> None:
    write_page(day / "in", "Orvik")
    (day / "in-the-way").write_text("not a folder")
    summary = run(day / "news.duckdb", day / "in", reports=day / "in-the-way")
    assert (summary.outcome, summary.report) == ("published", None)
    assert rows_of(day / "news.duckdb", "select max(run_id) from runs") == [(2,)]
    shutil.rmtree(day / "reports", ignore_errors=True)
    assert newsledger("report", "--warehouse", day / "news.duckdb").exit_code == 0
    assert title(day / "reports" / "2.html").startswith("Published")
