"""What breaks a critical expectation is held back; when too much is wrong, yesterday's warehouse stays."""

import logging
import shutil
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.summary import RunSummary
from tests.flows.days import next_day
from tests.flows.faults import befalls, impossible_ratio, lost_documents
from tests.flows.pages import write_page
from tests.flows.runs import counts, outcomes, run
from tests.flows.told import event
from tests.warehouse.rows import rows_of
from warehouse.places import refused_file

BROKEN = "articles.kept_ratio between 0 and 1"
REASON = "1 of 1 new documents were quarantined, 100.0%; the limit is 20.0%"


@pytest.fixture(scope="module")
def held_back(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of a run over five pages, one of which was damaged on its way."""
    folder = tmp_path_factory.mktemp("held-back")
    for town in ("Alder", "Birch", "Cedar", "Damson", "Elder"):
        write_page(folder / "in", town)
    with befalls(impossible_ratio("Cedar"), folder / "news.duckdb", before="load"):
        run(folder / "news.duckdb", folder / "in")
    return folder / "news.duckdb"


def test_damaged_document_is_held_back_and_the_others_are_published(held_back: Path) -> None:
    found = outcomes(held_back)

    assert found.pop("cedar.txt") == "quarantined"
    assert set(found.values()) == {"loaded"}
    assert rows_of(held_back, "select count(*), bool_or(title like '%Cedar%') from articles") == [(4, False)]


def test_quarantine_names_the_check_and_holds_the_text(held_back: Path) -> None:
    select = "select check_names, contains(content, 'harbour board of Cedar') from quarantine"

    assert rows_of(held_back, select) == [([BROKEN], True)]


def test_quarantined_document_has_no_lines(held_back: Path) -> None:
    select = "select uri, count(line_no) as lines from documents left join lines using (document_id) group by uri"

    assert rows_of(held_back, f"select parse_filename(uri) from ({select}) where lines = 0") == [("cedar.txt",)]


def test_counts_add_up_with_a_document_in_quarantine(held_back: Path) -> None:
    select = "select read_count, loaded_count, unchanged_count, quarantined_count, rejected_count from"

    assert rows_of(held_back, f"{select} runs") == [(5, 4, 0, 1, 0)]
    assert rows_of(held_back, f"{select} sources where uri like '%/cedar.txt'") == [(1, 0, 0, 1, 0)]


def test_quarantined_document_is_let_in_when_the_fault_and_even_its_source_are_gone(
    held_back: Path, tmp_path: Path
) -> None:
    target = Path(shutil.copy(held_back, tmp_path))
    (held_back.parent / "in" / "cedar.txt").unlink()

    summary = run(target, retry_quarantine=True)

    assert counts(summary) == {"read": 1, "loaded": 1}
    assert set(outcomes(target).values()) == {"loaded"}
    assert rows_of(target, "select version, is_current from articles where title like '%Cedar%'") == [(1, True)]
    assert rows_of(target, "from quarantine") == []


def test_quarantined_document_stays_while_the_fault_does(held_back: Path, tmp_path: Path) -> None:
    target = Path(shutil.copy(held_back, tmp_path))

    with befalls(impossible_ratio("Cedar"), target, before="load"):
        summary = run(target, retry_quarantine=True, max_quarantined_ratio=1.0)

    assert counts(summary) == {"read": 1, "quarantined": 1}
    assert rows_of(target, "select check_names, run_id from quarantine") == [([BROKEN], 2)]


@dataclass(frozen=True)
class Refused:
    """A second day that was refused: its summary, its log, its folder; and the warehouse of a good third day."""

    summary: RunSummary
    log: list[str]
    folder: Path
    third: Path


@pytest.fixture(scope="module")
def refused(first_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Refused:
    """A second day whose only new page is damaged on its way."""
    kept = tmp_path_factory.mktemp("refused")
    day = next_day(first_day)
    write_page(day / "in", "Orvik")
    log: list[str] = []
    handler = logging.Handler()
    handler.emit = lambda record: log.append(record.getMessage())  # type: ignore[method-assign]  # no class for a line
    logging.getLogger("prefect.flow_runs").addHandler(handler)
    with befalls(impossible_ratio("Orvik"), day / "news.duckdb", before="load"):
        summary = run(day / "news.duckdb", day / "in")
    logging.getLogger("prefect.flow_runs").removeHandler(handler)
    shutil.copytree(day, kept / "day")
    run(day / "news.duckdb", day / "in")
    return Refused(summary, log, kept / "day", Path(shutil.copy(day / "news.duckdb", kept)))


def test_summary_says_why_a_run_was_refused(refused: Refused) -> None:
    assert refused.summary.outcome == "refused"
    assert str(refused.summary.run["reason"]).startswith(REASON)


def test_log_says_why_and_where_to_look(refused: Refused) -> None:
    (line,) = [line for line in refused.log if line.startswith("refused")]
    assert REASON in line
    assert str(refused.summary.warehouse) in line


def test_refusal_is_logged_without_a_stack(refused: Refused) -> None:
    assert not [line for line in refused.log if "Encountered exception" in line]


def test_prefect_tells_it_from_a_run_that_broke(refused: Refused, prefect_server: str) -> None:
    found = event(prefect_server, "newsledger.run.refused", warehouse=str(refused.summary.warehouse))

    assert str(found["payload"]["reason"]).startswith(REASON)
    (flow_run,) = (one["prefect.resource.id"] for one in found["related"] if one["prefect.resource.role"] == "flow-run")
    state = httpx.get(f"{prefect_server}/flow_runs/{flow_run.removeprefix('prefect.flow-run.')}").json()["state"]
    assert (state["type"], state["name"]) == ("FAILED", "Refused")


def test_report_says_why(refused: Refused) -> None:
    assert REASON in (refused.folder / "reports" / "2.html").read_text(encoding="utf-8")


def test_report_of_a_refused_run_is_written_again_from_the_refused_file(refused: Refused, tmp_path: Path) -> None:
    arguments = ["report", "--warehouse", str(refused.folder / "news.duckdb"), "--reports", str(tmp_path)]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    assert REASON in (tmp_path / "2.html").read_text(encoding="utf-8")


def test_refused_run_leaves_yesterdays_file_byte_for_byte_the_same(refused: Refused, first_day: Path) -> None:
    assert (refused.folder / "news.duckdb").read_bytes() == (first_day / "news.duckdb").read_bytes()


def test_refused_warehouse_stands_beside_it_with_the_run_and_its_reason(refused: Refused) -> None:
    rows = rows_of(refused_file(refused.folder / "news.duckdb", 2), "select outcome, reason from runs where run_id = 2")

    assert rows == [("refused", refused.summary.run["reason"])]


def test_next_good_run_remembers_the_refused_one(refused: Refused) -> None:
    assert rows_of(refused.third, "select run_id, outcome, loaded_count from runs order by run_id") == [
        (1, "published", 6),
        (2, "refused", 0),
        (3, "published", 1),
    ]


def test_run_whose_counts_do_not_add_up_is_refused(day: Path) -> None:
    write_page(day / "in", "Orvik")

    with befalls(lost_documents, day / "news.duckdb", before="load"):
        summary = run(day / "news.duckdb", day / "in")

    assert summary.outcome == "refused"
    assert "“run counts add up” still fails" in str(summary.run["reason"])
    assert counts(summary) == {"read": 1}
