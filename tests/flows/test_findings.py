"""What is not as usual stands in the warehouse beside the run, and may refuse it."""

from pathlib import Path

import polars as pl
import pytest

from expectations.gate import decide
from tests.flows.pages import write_feed
from tests.flows.runs import run
from tests.warehouse.rows import rows_of
from warehouse.schema import Findings, frame_schema

FIRST = [f"North{letter}" for letter in "abcdefghijkl"]
SECOND = [f"South{letter}" for letter in "abcdefghijkl"]


@pytest.fixture(scope="module")
def drifted(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of two runs over a feed; in the second its records have a field less and a field more."""
    folder = tmp_path_factory.mktemp("drifted")
    write_feed(folder / "in" / "feed-1.jsonl", *FIRST, desk="harbour")
    run(folder / "news.duckdb", folder / "in")
    write_feed(folder / "in" / "feed-2.jsonl", *SECOND, paywall="no")
    run(folder / "news.duckdb", folder / "in")
    return folder / "news.duckdb"


def test_new_and_vanished_fields_of_a_feed_are_found(drifted: Path) -> None:
    select = "select kind, parse_filename(scope), name from leading_findings where run_id = 2 order by all"

    assert rows_of(drifted, select) == [
        ("new_field", "feed-*.jsonl", "field_ratio:paywall"),
        ("vanished_field", "feed-*.jsonl", "field_ratio:desk"),
    ]


def test_a_finding_shows_its_rows(drifted: Path) -> None:
    ((query,),) = rows_of(drifted, "select query from findings where kind = 'new_field'")

    assert {record for _, _, record, _ in rows_of(drifted, query)} >= {town.lower() for town in SECOND}


def test_numbers_of_every_run_are_there_to_compare_with(drifted: Path) -> None:
    select = "select run_id, value from metrics where name = 'title_ratio' and scope = 'all' order by all"

    assert rows_of(drifted, select) == [(1, 1.0), (2, 1.0)]


def critical(**values: object) -> pl.DataFrame:
    row = {
        "run_id": 1, "finding_no": 1, "kind": "move", "severity": "critical", "scope_kind": "run", "scope": "all",
        "name": "title_ratio", "sentence": "articles with a title: 0 %, usually 95 % to 100 % (9 runs).",
    }  # fmt: skip
    return pl.DataFrame([row | values], schema=frame_schema(Findings))


def test_critical_move_of_the_whole_run_refuses_where_findings_are_judged() -> None:
    verdict = decide([], {"loaded_count": 9, "quarantined_count": 0}, 0.2, critical())

    assert verdict.reasons == (
        "Not as usual: articles with a title: 0 %, usually 95 % to 100 % (9 runs). If it is as it should be, accept it "
        "in expectations/accepted.toml: metric title_ratio, scope all.",
    )


@pytest.mark.parametrize(
    "values",
    [
        {"severity": "warning"},
        {"scope_kind": "site", "scope": "one.example"},
        {"accepted": "Known."},
        {"explained_by_no": 2},
        {"kind": "expectation"},
    ],
)
def test_no_other_finding_refuses(values: dict[str, object]) -> None:
    assert decide([], {"loaded_count": 9, "quarantined_count": 0}, 0.2, critical(**values)).publish
