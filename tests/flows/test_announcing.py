"""What Prefect is told at the end of a run: artifacts to look at, an event to act on."""

import json
import logging
from pathlib import Path
from typing import Any

import httpx
import polars as pl
import pytest

from flows import announcing
from flows.announcing import TABLE_ROWS, announce, payload
from flows.summary import RunSummary
from tests.flows.told import artifacts, event
from tests.warehouse.rows import Row, frame, run_row
from warehouse.schema import Findings

LOGGER = logging.getLogger("tests")

LOST = {
    "finding_no": 1,
    "kind": "silence",
    "severity": "critical",
    "scope_kind": "site",
    "scope": "tidewater.example",
    "name": "documents",
    "sentence": "tidewater.example brought no document; usual are 40 to 60.",
}
BARE = {
    "finding_no": 2,
    "kind": "expectation",
    "severity": "warning",
    "scope_kind": "run",
    "scope": "all",
    "name": "text has no entities",
    "sentence": "3 articles hold entities of HTML.",
    "failing_count": 3,
}
KNOWN = BARE | {"finding_no": 3, "accepted": "They write code."}
FOLLOWS = BARE | {"finding_no": 4, "explained_by_no": 1}


def summary_of(warehouse: Path, *findings: Row, **run: object) -> RunSummary:
    """Return the summary of a run that ended in `warehouse`."""
    return RunSummary(
        run=run_row(4, read_count=9, loaded_count=7, rejected_count=2, **run),
        warehouse=warehouse,
        report=warehouse.with_name("4.html"),
        line_kinds=pl.DataFrame(),
        failed_checks=pl.DataFrame(),
        findings=frame(Findings, *findings),
    )


def announced(server: str, summary: RunSummary) -> dict[str, dict[str, Any]]:
    """Return the artifacts of a flow that announces a summary."""
    from prefect import flow, runtime

    @flow(name="announcing")
    def told() -> str:
        announce(summary, summary.warehouse, LOGGER)
        return str(runtime.flow_run.id)

    return artifacts(server, told())


def test_findings_are_a_table_worst_first(prefect_server: str, tmp_path: Path) -> None:
    shown = announced(prefect_server, summary_of(tmp_path / "news.duckdb", FOLLOWS, KNOWN, BARE, LOST))[
        "newsledger-findings"
    ]

    assert shown["type"] == "table"
    assert shown["description"] == "4 findings, worst first."
    assert [list(row.values()) for row in json.loads(shown["data"])] == [
        [1, "critical", "tidewater.example", "documents", LOST["sentence"], None, None, None],
        [2, "warning", "run", "text has no entities", BARE["sentence"], 3, None, None],
        [3, "warning", "run", "text has no entities", BARE["sentence"], 3, None, "They write code."],
        [4, "warning", "run", "text has no entities", BARE["sentence"], 3, 1, None],
    ]


def test_run_without_findings_replaces_the_table_of_the_one_before(prefect_server: str, tmp_path: Path) -> None:
    shown = announced(prefect_server, summary_of(tmp_path / "news.duckdb"))["newsledger-findings"]

    assert (shown["data"], shown["description"]) == ("[]", "Nothing that the owner should see.")


def test_long_table_is_cut_and_says_where_the_rest_is(prefect_server: str, tmp_path: Path) -> None:
    many = [BARE | {"finding_no": number} for number in range(1, TABLE_ROWS + 2)]

    shown = announced(prefect_server, summary_of(tmp_path / "news.duckdb", *many))["newsledger-findings"]

    assert len(json.loads(shown["data"])) == 100
    assert shown["description"] == "101 findings, worst first. The first 100 are here; the table `findings` holds all."


def test_report_is_a_link_to_its_file(prefect_server: str, tmp_path: Path) -> None:
    shown = announced(prefect_server, summary_of(tmp_path / "a b.duckdb"))["newsledger-report"]

    assert shown["data"] == f"[Report of run 4](file://{tmp_path}/4.html)"


def test_event_says_what_became_of_the_run(prefect_server: str, tmp_path: Path) -> None:
    target = tmp_path / "tides.duckdb"
    outcomes = ("published", "refused", "unchanged")
    for outcome in outcomes:
        announced(prefect_server, summary_of(target, BARE, outcome=outcome))

    found = [event(prefect_server, f"newsledger.run.{outcome}", warehouse=str(target)) for outcome in outcomes]

    assert [one["resource"] for one in found] == 3 * [
        {
            "prefect.resource.id": "newsledger.warehouse.tides",
            "prefect.resource.name": str(target),
            "newsledger.worst-finding": "warning",
        }
    ]
    assert {one["prefect.resource.role"] for one in found[0]["related"]} == {"flow-run", "flow"}


def test_event_carries_counts_and_what_nobody_accepts_or_explains(tmp_path: Path) -> None:
    carried = payload(summary_of(tmp_path / "tides.duckdb", LOST, BARE, KNOWN, FOLLOWS))

    assert carried == {
        "run_id": 4,
        "reason": None,
        "read_count": 9,
        "loaded_count": 7,
        "unchanged_count": 0,
        "quarantined_count": 0,
        "rejected_count": 2,
        "critical_count": 1,
        "warning_count": 1,
        "findings": [LOST["sentence"], BARE["sentence"]],
        "warehouse": str(tmp_path / "tides.duckdb"),
        "report": f"file://{tmp_path}/4.html",
    }


def test_event_of_many_findings_carries_the_ten_worst(tmp_path: Path) -> None:
    many = [BARE | {"finding_no": number, "sentence": f"Sentence {number}."} for number in range(12, 0, -1)]

    carried = payload(summary_of(tmp_path / "news.duckdb", *many))

    assert carried["warning_count"] == 12
    assert carried["findings"] == [f"Sentence {number}." for number in range(1, 11)]


def test_published_run_is_none_the_worse_when_the_server_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise httpx.ConnectError("connection refused")

    monkeypatch.setattr(announcing, "emit_event", lambda **_: None)
    monkeypatch.setattr(announcing, "create_markdown_artifact", fail)

    announce(summary_of(tmp_path / "news.duckdb"), tmp_path / "news.duckdb", LOGGER)

    assert "Prefect could not be shown its summary: connection refused" in caplog.text
