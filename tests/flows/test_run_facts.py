"""`newsledger run --json`: one object on standard output, whatever becomes of the run."""

import json
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it comes with Prefect, without types
from typer.testing import CliRunner, Result

from flows.cli import app
from flows.run_facts import facts_of
from flows.summary import RunSummary, StageTime
from tests.flows.faults import befalls, impossible_ratio
from tests.flows.pages import write_feed, write_page
from tests.flows.processes import start
from tests.warehouse.rows import frame, make_database, run_row
from warehouse.lock import writer_lock
from warehouse.schema import Findings, Sources

# What the specification of OpenLineage, 2-0-2, asks of a run event, its datasets and their facets.
_TEXT = {"type": "string", "minLength": 1}
_URI = {"type": "string", "pattern": "^[a-z]+:"}
_FACETS = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "required": ["_producer", "_schemaURL"],
        "properties": {
            "_producer": _URI,
            "_schemaURL": {"type": "string", "pattern": r"^https://openlineage\.io/spec/"},
        },
    },
}
_NAMED = {"namespace": _TEXT, "name": _TEXT}


def _exactly(**properties: object) -> dict[str, object]:
    return {"type": "object", "required": [*properties], "properties": properties, "additionalProperties": False}


_COUNT = {"type": "integer", "minimum": 0}
_MAYBE_TEXT = {"type": ["string", "null"]}
_MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"}
_UUID = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
_EVENT = _exactly(
    eventType={"enum": ["COMPLETE", "FAIL", "ABORT"]},
    eventTime=_MOMENT,
    producer=_URI,
    schemaURL=_URI,
    run=_exactly(runId=_UUID, facets=_FACETS),
    job=_exactly(**_NAMED),
    inputs={"type": "array", "maxItems": 1000, "items": _exactly(**_NAMED, inputFacets=_FACETS)},
    outputs={"type": "array", "items": _exactly(**_NAMED, outputFacets=_FACETS)},
)
_FINDING = ("kind", "severity", "scope_kind", "scope", "name", "sentence")
STRUCTURE = Draft202012Validator(
    _exactly(
        run_id={"type": ["integer", "null"]},
        outcome={"enum": ["published", "refused", "unchanged", "failed", "not_begun"]},
        reason=_MAYBE_TEXT,
        exit_code={"enum": [0, 1, 2, 3, 4]},
        started_at={"anyOf": [_MOMENT, {"type": "null"}]},
        ended_at=_MOMENT,
        counts={"type": "object", "additionalProperties": _COUNT},
        stages={
            "type": "array",
            "items": _exactly(name=_TEXT, seconds={"type": "number", "minimum": 0}, document_count=_COUNT),
        },
        finding_count=_COUNT,
        findings={
            "type": "array",
            "maxItems": 20,
            "items": _exactly(**dict.fromkeys(_FINDING, _TEXT), accepted=_MAYBE_TEXT),
        },
        warehouse=_TEXT,
        report=_MAYBE_TEXT,
        versions={"type": "object", "additionalProperties": _TEXT},
        lineage=_EVENT,
    )
)


def said(result: Result) -> dict[str, Any]:
    """Return the one object on standard output, which has the structure stated above."""
    facts: dict[str, Any] = json.loads(result.stdout)
    STRUCTURE.validate(facts)
    assert facts["exit_code"] == result.exit_code
    return facts


def run_json(warehouse: Path, *arguments: object) -> Result:
    return CliRunner().invoke(app, ["run", *map(str, arguments), "--warehouse", str(warehouse), "--json"])


@dataclass(frozen=True)
class Published:
    """What a process of its own wrote about a run over a page and a feed with a broken line."""

    folder: Path
    facts: dict[str, Any]
    errors: str


@pytest.fixture(scope="module")
def published(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Published:
    folder = tmp_path_factory.mktemp("run facts")
    write_page(folder / "in", "Orvik")
    write_feed(folder / "in" / "feed.jsonl", "Oxcleave", "Vorrin")
    with start("run", folder / "in", "--warehouse", folder / "news.duckdb", "--json", server=prefect_server) as process:
        out, errors = process.communicate()
    assert process.returncode == 0, errors
    facts = json.loads(out)  # fails when anything else stands there
    STRUCTURE.validate(facts)
    return Published(folder, facts, errors)


def test_standard_output_is_one_line_and_the_log_goes_elsewhere(published: Published) -> None:
    assert "Beginning flow run" in published.errors


def test_published_run_says_what_became_of_its_documents(published: Published) -> None:
    facts = published.facts

    assert (facts["run_id"], facts["outcome"], facts["exit_code"], facts["reason"]) == (1, "published", 0, None)
    assert {name: count for name, count in facts["counts"].items() if "line" not in name} == {
        "source_count": 2,
        "skipped_source_count": 0,
        "read_count": 4,
        "loaded_count": 3,
        "unchanged_count": 0,
        "quarantined_count": 0,
        "rejected_count": 1,
    }
    assert facts["warehouse"] == str(published.folder / "news.duckdb")
    assert Path(facts["report"]).is_file()
    assert facts["stages"][-1]["name"] == "publish"


def test_inputs_are_the_files_with_their_size_and_what_became_of_them(published: Published) -> None:
    feed, page = published.facts["lineage"]["inputs"]

    assert (feed["namespace"], feed["name"]) == ("file", str(published.folder / "in" / "feed.jsonl"))
    size = (published.folder / "in" / "feed.jsonl").stat().st_size
    assert _own(feed["inputFacets"]["inputStatistics"]) == {"rowCount": 3, "size": size, "fileCount": 1}
    source = _own(feed["inputFacets"]["newsledger_source"])
    assert (source["outcome"], source["loaded_count"], source["rejected_count"]) == ("partial", 2, 1)
    assert page["name"].endswith("/in/orvik.txt")


def test_outputs_are_the_tables_with_the_rows_of_this_run(published: Published) -> None:
    outputs = published.facts["lineage"]["outputs"]
    rows = {one["name"]: one["outputFacets"]["outputStatistics"]["rowCount"] for one in outputs}

    assert {one["namespace"] for one in outputs} == {f"duckdb://{published.folder / 'news.duckdb'}"}
    assert {name: rows[f"main.{name}"] for name in ("runs", "sources", "documents", "articles")} == {
        "runs": 1,
        "sources": 2,
        "documents": 4,
        "articles": 3,
    }
    assert "main.quarantine" not in rows


def test_run_is_a_complete_event_of_the_warehouse_s_job(published: Published) -> None:
    event = published.facts["lineage"]

    assert (event["eventType"], event["eventTime"]) == ("COMPLETE", published.facts["ended_at"])
    assert event["job"] == {"namespace": "newsledger", "name": "news"}


def _own(facet: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facet.items() if not name.startswith("_")}


def test_run_that_found_nothing_new_adds_its_own_row(published: Published) -> None:
    facts = said(run_json(published.folder / "news.duckdb", published.folder / "in"))

    assert (facts["outcome"], facts["counts"]["skipped_source_count"]) == ("unchanged", 2)
    assert facts["lineage"]["inputs"] == []
    assert [one["name"] for one in facts["lineage"]["outputs"]] == ["main.runs"]


def test_refused_run_says_why_and_has_no_outputs(
    prefect_server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_page(tmp_path / "in", "Cedar")
    monkeypatch.setattr("flows.console.watch", nullcontext)  # the fault watches the run instead

    with befalls(impossible_ratio("Cedar"), tmp_path / "news.duckdb", before="load"):
        facts = said(run_json(tmp_path / "news.duckdb", tmp_path / "in"))

    assert (facts["outcome"], facts["exit_code"]) == ("refused", 1)
    assert facts["reason"].startswith("1 of 1 new documents were quarantined")
    assert facts["warehouse"] == str(tmp_path / "news.refused-1.duckdb")
    event = facts["lineage"]
    assert (event["eventType"], event["outputs"], len(event["inputs"])) == ("FAIL", [], 1)
    assert event["run"]["facets"]["errorMessage"]["message"] == facts["reason"]


def test_run_that_broke_says_on_what(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> RunSummary:
        raise MemoryError("no more of it")

    monkeypatch.setattr("flows.running.run_once", broken)

    facts = said(run_json(tmp_path / "news.duckdb", tmp_path))

    assert (facts["outcome"], facts["exit_code"]) == ("failed", 4)
    assert facts["reason"] == "MemoryError: no more of it"
    assert (facts["run_id"], facts["lineage"]["eventType"]) == (None, "FAIL")


def test_run_without_sources_that_exist_did_not_begin(tmp_path: Path) -> None:
    facts = said(run_json(tmp_path / "news.duckdb", tmp_path / "nothing"))

    assert (facts["outcome"], facts["exit_code"], facts["lineage"]["eventType"]) == ("not_begun", 2, "ABORT")


def test_run_beside_another_one_did_not_begin(tmp_path: Path) -> None:
    write_page(tmp_path / "in", "Orvik")

    with writer_lock(tmp_path / "news.duckdb", datetime(2024, 3, 1)):
        facts = said(run_json(tmp_path / "news.duckdb", tmp_path / "in"))

    assert (facts["outcome"], facts["exit_code"]) == ("not_begun", 3)
    assert "is being written by process" in facts["reason"]


def summary_over(warehouse: Path, *findings: dict[str, Any]) -> RunSummary:
    return RunSummary(
        run=run_row(1, code_version="0.1.0", rules_version="r"),
        warehouse=warehouse,
        report=None,
        line_kinds=pl.DataFrame(),
        failed_checks=pl.DataFrame(),
        stages=(StageTime("read", 1.23456, 5),),
        findings=frame(Findings, *findings),
    )


def test_thousands_of_sources_are_listed_up_to_a_thousand_and_the_rest_is_counted(tmp_path: Path) -> None:
    many = [
        {"source_id": f"{number:024}", "uri": f"file:///in/a%20page-{number:04}.txt", "byte_count": 10, "read_count": 1}
        for number in range(1002)
    ]
    warehouse = make_database(tmp_path / "news.duckdb", {Sources: many})

    event = facts_of(summary_over(warehouse), warehouse, 0)["lineage"]

    assert len(event["inputs"]) == 1000
    assert event["inputs"][0]["name"] == "/in/a page-0000.txt"
    assert _own(event["run"]["facets"]["newsledger_inputs"]) == {
        "source_count": 1002,
        "byte_count": 10020,
        "read_count": 1002,
        "unlisted_source_count": 2,
    }


def test_the_twenty_worst_findings_are_listed_and_all_counted(tmp_path: Path) -> None:
    finding = {"kind": "move", "severity": "warning", "scope_kind": "run", "scope": "all", "name": "articles"}
    many = [finding | {"finding_no": number, "sentence": f"Number {number}."} for number in range(22, 0, -1)]
    explained = finding | {"finding_no": 23, "explained_by_no": 1, "sentence": "It follows."}
    warehouse = make_database(tmp_path / "news.duckdb", {})

    facts = facts_of(summary_over(warehouse, *many, explained), warehouse, 0)

    assert facts["finding_count"] == 22
    assert [one["sentence"] for one in facts["findings"]] == [f"Number {number}." for number in range(1, 21)]
    assert facts["stages"] == [{"name": "read", "seconds": 1.235, "document_count": 5}]


def test_same_run_has_the_same_id_however_often_it_is_told(tmp_path: Path) -> None:
    warehouse = make_database(tmp_path / "news.duckdb", {})
    summary = summary_over(warehouse)
    later = replace(summary, run=summary.run | {"ended_at": datetime(2025, 1, 1)})

    first, again, other = (facts_of(one, warehouse, 0)["lineage"]["run"]["runId"] for one in (summary, summary, later))

    assert first == again != other
