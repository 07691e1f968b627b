"""`newsledger metrics`: what is written is what was measured, as OpenMetrics reads it."""

from datetime import datetime
from pathlib import Path

import pytest
from prometheus_client.openmetrics.parser import text_string_to_metric_families
from typer.testing import CliRunner, Result

from flows.cli import app
from tests.warehouse.rows import make_database, run_row
from warehouse.connection import opened
from warehouse.ddl import connect
from warehouse.schema import Findings, Metrics, Runs

AT = datetime(2026, 3, 1, 12)

RATIO = {"run_id": 2, "scope_kind": "run", "scope": "all", "name": "dropped_ratio", "value": 0.25, "basis_count": 40}
MEASURED = [
    RATIO,
    RATIO | {"name": "dropped_ratio:promo", "value": 0.125},
    RATIO | {"scope_kind": "site", "scope": 'tide"water\\.example', "value": 0.5, "basis_count": 4},
    RATIO | {"name": "median_word_count", "value": 380.0},
    RATIO | {"run_id": 1, "name": "articles", "value": 3.0},
]
FINDING = {"run_id": 2, "kind": "move", "scope_kind": "run", "scope": "all", "name": "articles", "sentence": "Fewer."}
FOUND = [
    FINDING | {"finding_no": 1, "severity": "critical"},
    FINDING | {"finding_no": 2, "severity": "warning"},
    FINDING | {"finding_no": 3, "severity": "warning", "accepted": "It is summer."},
]


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    """Three runs: two were published, the third found nothing new an hour later."""
    runs = [
        run_row(1, ended_at=datetime(2026, 2, 28, 12)),
        run_row(2, ended_at=AT, loaded_count=40, rejected_count=2),
        run_row(3, ended_at=datetime(2026, 3, 1, 13), outcome="unchanged"),
    ]
    return make_database(tmp_path / "news.duckdb", {Runs: runs, Metrics: MEASURED, Findings: FOUND})


def asked(warehouse: Path, *options: str) -> Result:
    return CliRunner().invoke(app, ["metrics", "--warehouse", str(warehouse), *options])


def samples(result: Result) -> dict[str, list[tuple[dict[str, str], float]]]:
    """Return labels and value of each sample, by the name of its gauge."""
    assert result.exit_code == 0, result.stderr
    families = list(text_string_to_metric_families(result.stdout))  # type: ignore[no-untyped-call]  # it has no types
    assert {family.type for family in families} == {"gauge"}
    return {family.name: [(one.labels, one.value) for one in family.samples] for family in families}


def test_text_ends_as_openmetrics_must(warehouse: Path) -> None:
    assert asked(warehouse).stdout.endswith("\n# EOF\n")


def test_metric_is_a_gauge_with_its_scope_and_what_it_is_of(warehouse: Path) -> None:
    assert samples(asked(warehouse))["newsledger_dropped_ratio"] == [
        ({"scope_kind": "run", "scope": "all"}, 0.25),
        ({"scope_kind": "run", "scope": "all", "of": "promo"}, 0.125),
        ({"scope_kind": "site", "scope": 'tide"water\\.example'}, 0.5),
    ]


def test_metric_whose_name_ends_like_a_counter_s_is_a_gauge_too(warehouse: Path) -> None:
    assert samples(asked(warehouse))["newsledger_median_word_count"] == [({"scope_kind": "run", "scope": "all"}, 380)]


def test_gauge_says_what_its_metric_is_called_in_findings(warehouse: Path) -> None:
    families = text_string_to_metric_families(asked(warehouse).stdout)  # type: ignore[no-untyped-call]  # it has no types
    help_texts = {family.name: family.documentation for family in families}

    assert help_texts["newsledger_median_word_count"] == "Words of the median article (size)."
    assert not [text for text in help_texts.values() if "{" in text]


def test_each_value_has_a_basis(warehouse: Path) -> None:
    found = samples(asked(warehouse))["newsledger_metric_basis"]

    assert ({"metric": "dropped_ratio", "scope_kind": "run", "scope": "all", "of": "promo"}, 40) in found
    assert sorted(value for _, value in found) == [4, 40, 40, 40]


def test_documents_are_counted_by_outcome(warehouse: Path) -> None:
    found = samples(asked(warehouse))["newsledger_run_documents"]

    assert {labels["outcome"]: value for labels, value in found} == {
        "loaded": 40,
        "unchanged": 0,
        "quarantined": 0,
        "rejected": 2,
    }


def test_findings_are_counted_also_where_there_are_none(warehouse: Path) -> None:
    found = samples(asked(warehouse))["newsledger_findings"]

    assert {(labels["severity"], labels["is_accepted"]): value for labels, value in found} == {
        ("critical", "false"): 1,
        ("critical", "true"): 0,
        ("warning", "false"): 1,
        ("warning", "true"): 1,
    }


def test_job_that_has_had_nothing_new_for_long_is_a_finding_once(warehouse: Path) -> None:
    with opened(warehouse, "warehouse") as con:
        con.execute("insert into runs select * replace (4 as run_id) from runs where run_id = 3")
        stale = "from findings where run_id = 2 and finding_no = 2"
        for run_id in (3, 4):
            con.execute(f"insert into findings select * replace ({run_id} as run_id) {stale}")

    found = samples(asked(warehouse))["newsledger_findings"]

    assert [value for labels, value in found if labels == {"severity": "warning", "is_accepted": "false"}] == [2]


def test_newest_measured_run_is_shown_and_when_the_last_good_one_was(warehouse: Path) -> None:
    found = samples(asked(warehouse))

    assert found["newsledger_run_id"] == [({}, 2)]
    assert found["newsledger_run_ended_timestamp_seconds"] == [({}, 1772366400)]
    assert found["newsledger_last_good_run_ended_timestamp_seconds"] == [({}, 1772366400 + 3600)]


def test_earlier_run_is_shown_when_it_is_named(warehouse: Path) -> None:
    found = samples(asked(warehouse, "--run", "1"))

    assert found["newsledger_articles"] == [({"scope_kind": "run", "scope": "all"}, 3)]
    assert "newsledger_dropped_ratio" not in found


@pytest.mark.parametrize(
    ("run_id", "problem"),
    [
        ("9", "there is no run 9 in the warehouse: its runs are 1 to 3"),
        ("3", "nothing was measured in run 3, whose outcome is unchanged"),
    ],
)
def test_run_without_metrics_is_told(warehouse: Path, run_id: str, problem: str) -> None:
    result = asked(warehouse, "--run", run_id)

    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr


def test_warehouse_without_any_run_is_told(tmp_path: Path) -> None:
    result = asked(make_database(tmp_path / "news.duckdb", {Runs: []}))

    assert result.exit_code == 2
    assert "there is no run in the warehouse yet" in result.stderr


def test_other_database_is_told(tmp_path: Path) -> None:
    with connect(tmp_path / "other.duckdb") as con:
        con.execute("create table ships (name varchar)")

    result = asked(tmp_path / "other.duckdb")

    assert result.exit_code == 2
    assert "holds no measured runs" in result.stderr
