from pathlib import Path

import polars as pl
import pytest

from expectations.expectation import SQL_CHECK, Expectation, Phase
from expectations.gate import decide
from expectations.suites import suites
from expectations.validate import validate
from tests.expectations.stage import RUN_ID, build, identifier
from warehouse.ddl import connect
from warehouse.schema import CheckFailures, CheckResults, frame_schema

COUNTS = {"loaded_count": 3, "quarantined_count": 0}


def named(*names: str) -> list[Expectation]:
    return [one for one in (*suites("rows"), *suites("accounts")) if one.name in names]


def check(rows: str) -> Expectation:
    return Expectation("a check", "checks", "lines", None, SQL_CHECK, {}, "A rule.", "critical", "rows", rows)


@pytest.mark.parametrize("phase", ["rows", "accounts"])
def test_valid_stage_passes_everything(phase: Phase, valid_stage: Path) -> None:
    expectations = suites(phase)
    checked = validate(valid_stage, RUN_ID, phase)
    assert checked.results.filter(pl.col("outcome") != "passed").is_empty()
    assert checked.results["check_name"].to_list() == [one.name for one in expectations]
    assert checked.failures.is_empty()
    assert checked.results.schema == frame_schema(CheckResults)
    assert checked.failures.schema == frame_schema(CheckFailures)
    assert decide([checked], COUNTS, 0.2).publish


def test_every_failing_row_is_found(tmp_path: Path) -> None:
    stage = build(tmp_path / "stage.duckdb", [f"document {number}" for number in range(25)])
    with connect(stage) as con:
        con.execute("update articles set language = 'English'")
        con.execute("update lines set kept = true where line_no = 1")
    checked = validate(stage, RUN_ID, "rows", named("articles.language matches its pattern", "kept lines are body"))
    assert checked.results["failing_count"].to_list() == [25, 25]
    assert checked.results["failing_ratio"].to_list() == [1.0, 25 / 225]
    assert checked.failures.group_by("check_name").len()["len"].to_list() == [25, 25]
    assert checked.failures["document_id"].n_unique() == 25


def test_failing_rows_are_numbered_in_the_order_of_their_key(stage: Path) -> None:
    with connect(stage) as con:
        con.execute("update lines set confidence = 1.5 where line_no in (2, 9)")
    failures = validate(stage, RUN_ID, "rows", named("lines.confidence between 0 and 1")).failures
    documents = sorted(identifier(f"{name} version 1") for name in ("one", "two", "three"))
    keys = [(document, line_no) for document in documents for line_no in (2, 9)]
    assert failures["failure_no"].to_list() == [1, 2, 3, 4, 5, 6]
    assert failures["row_key"].to_list() == [f'{{"document_id":"{key[0]}","line_no":{key[1]}}}' for key in keys]
    assert failures["value"].to_list() == ["1.5"] * 6
    assert failures["document_id"].to_list() == [key[0] for key in keys]
    assert failures["run_id"].to_list() == [RUN_ID] * 6


def test_condemned_names_each_document_once_with_its_checks_and_first_row(stage: Path) -> None:
    victim = identifier("two version 1")
    with connect(stage) as con:
        con.execute("update lines set confidence = 2, kind = 'promo' where document_id = ? and line_no = 6", [victim])
        con.execute("update articles set title = null")
    names = ("lines.confidence between 0 and 1", "kept lines are body", "articles.title mostly not null")
    checked = validate(stage, RUN_ID, "rows", named(*names))
    assert checked.condemned.to_dicts() == [
        {
            "document_id": victim,
            "check_names": ["kept lines are body", "lines.confidence between 0 and 1"],
            "detail": f'lines {{"document_id":"{victim}","line_no":6}}: promo',
        }
    ]


def test_row_of_an_unknown_document_condemns_nobody_and_stops_the_gate(stage: Path) -> None:
    with connect(stage) as con:
        con.execute("update credits set document_id = 'nowhere' where rowid = 0")
    checked = validate(stage, RUN_ID, "rows", named("credits.document_id references documents"))
    assert checked.condemned.is_empty()
    assert checked.failures.select("value", "document_id").rows() == [("nowhere", None)]
    assert decide([checked], COUNTS, 0.2).reasons == (
        "“credits.document_id references documents” fails in 1 row of credits without a document, "
        "so no document can be held back for it. It must hold: a document_id of documents.",
    )


def test_check_that_cannot_run_is_raised_and_stops_the_gate(stage: Path) -> None:
    checked = validate(stage, RUN_ID, "rows", [check("select nonsense from lines"), *named("lines key unique")])
    assert checked.results.select("check_name", "outcome").rows() == [
        ("a check", "raised"),
        ("lines key unique", "passed"),
    ]
    (reason,) = decide([checked], COUNTS, 0.2).reasons
    assert reason.startswith("The expectation “a check” could not be evaluated: ")
    assert 'column "nonsense" not found' in reason
    assert "[SQL:" not in reason


def test_missing_column_is_raised(stage: Path) -> None:
    with connect(stage) as con:
        con.execute("alter table credits drop column agency")
    checked = validate(stage, RUN_ID, "rows", named("credits.agency matches its pattern"))
    assert checked.results["outcome"].to_list() == ["raised"]


def test_sql_of_a_check_reaches_the_engine_as_it_is_written(stage: Path) -> None:
    rows = r"""
    select document_id, line_no, raw as value -- {a comment: with braces}
    from lines
    where regexp_matches(raw, '^\w{3,4} > \w+$') and 'a:b' = 'a' || ':b' and {'a':1}.a = 1::bigint
    """
    checked = validate(stage, RUN_ID, "rows", [check(rows)])
    assert checked.results["outcome"].to_list() == ["failed"]
    assert checked.failures["value"].to_list() == ["Home > World"] * 3


def test_stage_is_free_and_unchanged_afterwards(tmp_path: Path, valid_stage: Path) -> None:
    stage = tmp_path / "odd $name 100%?.duckdb"
    stage.write_bytes(valid_stage.read_bytes())
    validate(stage, RUN_ID, "rows", [*named("lines key unique"), check("select nonsense")])
    assert stage.read_bytes() == valid_stage.read_bytes()
    assert [path.name for path in tmp_path.iterdir()] == [stage.name]
    with connect(stage) as con:
        con.execute("delete from lines")


def test_missing_stage_is_said(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="load the run's rows into it before validating"):
        validate(tmp_path / "none.duckdb", RUN_ID, "rows")


def test_a_slow_check_is_told_by_its_own_seconds(stage: Path) -> None:
    slow = check(
        "select document_id, line_no, null as value from lines where (select sum(range) from range(30000000)) < 0"
    )
    others = named("articles.title matches its pattern", "lines key unique")
    results = validate(stage, RUN_ID, "rows", [slow, *others]).results
    seconds = dict(results.select("check_name", "seconds").iter_rows())
    assert seconds[slow.name] > sum(seconds[one.name] for one in others) > 0
