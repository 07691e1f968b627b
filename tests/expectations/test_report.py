import re
from datetime import datetime
from pathlib import Path

import polars as pl
import pytest
from bs4 import BeautifulSoup

from expectations.gate import Verdict
from expectations.report import write_report
from warehouse.schema import CheckFailures, CheckResults, Documents, frame_schema

RUN: dict[str, object] = {
    "run_id": 3, "started_at": datetime(2024, 3, 5, 3, 15), "ended_at": datetime(2024, 3, 5, 3, 16),
    "outcome": "refused", "reason": "Too much.", "source_count": 4, "skipped_source_count": 1, "read_count": 200,
    "loaded_count": 150, "unchanged_count": 20, "quarantined_count": 25, "rejected_count": 5, "kept_line_count": 900,
    "dropped_line_count": 300, "code_version": "0.1.0", "rules_version": "abc", "stage_seconds": '{"read": 1.25}',
    "settings": '{"keep": 5}',
}  # fmt: skip


def result(name: str, outcome: str, severity: str, count: int) -> dict[str, object]:
    return {
        "run_id": 3, "check_name": name, "suite": "checks", "table_name": "lines", "column_name": None, "kind": "k",
        "severity": severity, "outcome": outcome, "expected": f"What {name} wants.",
        "observed": f"{count} of 30 rows", "failing_count": count, "failing_ratio": None,
    }  # fmt: skip


RESULTS = pl.DataFrame(
    [
        result("odd lengths", "failed", "warning", 1),
        result("bob's rule", "failed", "critical", 12),
        result("all is well", "passed", "critical", 0),
        result("no such column", "raised", "critical", 0),
    ],
    schema=frame_schema(CheckResults),
)
FAILURES = pl.DataFrame(
    [
        {
            "run_id": 3, "check_name": name, "failure_no": number, "table_name": "lines",
            "row_key": f'{{"line_no":{number}}}', "value": "<script>alert(1)</script>", "document_id": "d",
        }
        for name, count in (("bob's rule", 12), ("odd lengths", 1))
        for number in range(1, count + 1)
    ],
    schema=frame_schema(CheckFailures),
)  # fmt: skip
DOCUMENTS = pl.DataFrame(
    [
        {"document_id": f"{number}", "uri": "file:///feed.jsonl", "record": f"{number}", "outcome": outcome,
         "reason": f"reason {number}"}
        for number, outcome in ((1, "loaded"), (2, "quarantined"), (3, "rejected"))
    ],
    schema={name: frame_schema(Documents)[name] for name in ("document_id", "uri", "record", "outcome", "reason")},
)  # fmt: skip
LINE_KINDS = pl.DataFrame({"kind": ["promo", "body"], "kept": [False, True], "line_count": [300, 900]})
REFUSED = Verdict(publish=False, reasons=("Too much & too <early>.",))


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "reports" / "3.html"
    write_report(path, RUN, REFUSED, "news.refused-3.duckdb", DOCUMENTS, LINE_KINDS, RESULTS, FAILURES)
    return path.read_text(encoding="utf-8")


def lines(page: str) -> list[str]:
    return [" ".join(line.split()) for line in BeautifulSoup(page, "lxml").get_text("\n", strip=True).split("\n")]


def table_after(page: str, heading: str) -> list[list[str]]:
    (found,) = [one for one in BeautifulSoup(page, "lxml").find_all(["h2", "h3"]) if one.get_text() == heading]
    table = found.find_next("table")
    assert table is not None
    return [[cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in table.find_all("tr")]


def test_verdict_and_reasons_come_first(page: str) -> None:
    shown = lines(page)
    assert "Refused: the warehouse stays as it was before this run." in shown
    assert "Too much & too <early>." in shown


def test_documents_add_up_before_the_reader(page: str) -> None:
    assert table_after(page, "Documents") == [
        ["read", "200", "from 3 of 4 sources; 1 not read again"],
        ["loaded", "150", "75.0 %"],
        ["unchanged", "20", "10.0 %"],
        ["quarantined", "25", "12.5 %"],
        ["rejected", "5", "2.5 %"],
    ]


def test_kept_kinds_stand_before_dropped_ones(page: str) -> None:
    assert table_after(page, "Lines")[1:] == [["body", "kept", "900"], ["promo", "dropped", "300"]]


def test_only_held_back_documents_are_listed(page: str) -> None:
    assert table_after(page, "Rejected and quarantined")[1:] == [
        ["quarantined", "file:///feed.jsonl#2", "reason 2"],
        ["rejected", "file:///feed.jsonl#3", "reason 3"],
    ]


def test_failed_expectations_are_shown_critical_first_and_passed_ones_counted(page: str) -> None:
    headings = [one.get_text() for one in BeautifulSoup(page, "lxml").find_all("h3")]
    assert headings == ["bob's rule", "no such column", "odd lengths"]
    assert "1 passed, 2 failed, 1 could not be evaluated." in lines(page)


def test_first_rows_come_with_the_query_for_all(page: str) -> None:
    assert len(table_after(page, "bob's rule")) == 1 + 10
    queries = [one.get_text() for one in BeautifulSoup(page, "lxml").find_all("pre")]
    assert queries == ["select * from check_failures where run_id = 3 and check_name = 'bob''s rule';"]
    assert "news.refused-3.duckdb" in lines(page)


def test_values_are_escaped(page: str) -> None:
    assert "<script" not in page


def test_page_asks_for_nothing_from_elsewhere(page: str) -> None:
    assert not re.findall(r"(?:src|href)=|url\(|@import|https?://", page)


def test_second_report_replaces_the_first_and_leaves_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_text("yesterday")
    run = {**RUN, "outcome": "unchanged", "read_count": 0}
    nothing = Verdict(publish=True, reasons=())
    write_report(path, run, nothing, "news.duckdb", DOCUMENTS.clear(), LINE_KINDS, RESULTS.clear(), FAILURES.clear())
    assert "Nothing new: the warehouse holds what it held before." in path.read_text(encoding="utf-8")
    assert [one.name for one in tmp_path.iterdir()] == ["report.html"]
