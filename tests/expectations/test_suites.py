"""Each expectation derived from the schema catches the bad row planted for it, and no other."""

import json
from collections import defaultdict
from pathlib import Path

import pytest

from expectations.checked import Checked
from expectations.expectation import SQL_CHECK, Expectation
from expectations.suites import declared, key, suites
from expectations.validate import validate
from tests.expectations.stage import RUN_ID, build, identifier, insert
from warehouse import schema
from warehouse.ddl import connect
from warehouse.declare import Column, References
from warehouse.schema import TABLES, columns, table_name

Row = dict[str, object]

DERIVED = [(table, expectation) for table in TABLES for expectation in declared(table)]
BAD_TEXT = " x "  # no pattern of the schema allows a leading blank

# Rows of the tables that a valid stage leaves empty.
RECORDS: dict[type, Row] = {
    schema.EntityMerges: {
        "from_entity_id": "0" * 24, "into_entity_id": identifier("one person"), "reason": "alias",
        "kind": "person", "name": "n", "match_key": "n", "country_code": None, "run_id": RUN_ID,
    },
    schema.CheckResults: {
        "run_id": RUN_ID, "check_name": "c", "suite": "schema", "table_name": "lines", "column_name": None,
        "kind": "k", "severity": "critical", "outcome": "passed", "expected": None, "observed": None,
        "failing_count": 0, "failing_ratio": 0.0, "seconds": 0.5,
    },
    schema.CheckFailures: {
        "run_id": RUN_ID, "check_name": "c", "failure_no": 1, "table_name": "lines", "row_key": "{}", "value": None,
        "document_id": None,
    },
    schema.Quarantine: {
        "document_id": "", "check_names": ["c"], "detail": "d", "content": "text", "record": "{}",
        "rules_version": "abc", "run_id": RUN_ID,
    },
    schema.Metrics: {
        "run_id": RUN_ID, "scope_kind": "run", "scope": "all", "name": "n", "value": 1.0, "basis_count": 1,
    },
    schema.Findings: {
        "run_id": RUN_ID, "finding_no": 1, "kind": "move", "severity": "warning", "scope_kind": "run", "scope": "all",
        "name": "n", "sentence": "s", "value": 1.0, "low": 2.0, "high": 3.0, "compared_count": 5, "failing_count": 1,
        "explained_by_no": None, "accepted": None, "query": None,
    },
}  # fmt: skip


def _bad_values(expectation: Expectation) -> list[object]:
    match expectation.kind:
        case "ExpectColumnValuesToNotBeNull":
            return [None]
        case "ExpectColumnValuesToBeInSet":
            return ["no such value"]
        case "ExpectColumnValuesToMatchRegex":
            return [BAD_TEXT]
        case "ExpectColumnValuesToBeBetween":
            low, high = expectation.arguments["min_value"], expectation.arguments["max_value"]
            below = [low - 1] if isinstance(low, int) else []
            above = [high + 1] if isinstance(high, int) else []
            return [*below, *above]
        case kind if kind == SQL_CHECK:
            return [999] if expectation.column == "run_id" else ["missing"]
        case kind:
            raise AssertionError(f"no bad value is known for {kind}: add one here")


def _fresh(table: type, column: Column, number: int, spare: str) -> object:
    """Return a key value that no other row has."""
    if any(isinstance(marker, References) for marker in column.markers):
        return spare
    if column.allowed:
        return column.allowed[0]
    if column.type is int:
        return 1000 + number
    return f"site-{number}.example" if table is schema.Sites else f"{number:024x}"


def _planted(table: type, base: Row, expectation: Expectation, number: int) -> list[Row]:
    """Copy a valid row under keys of its own and spoil one column; a key is spoilt by standing twice."""
    alone = len(key(table)) == 1

    def copy(number: int) -> Row:
        spare = identifier(f"spare {number}")
        fresh = {
            column.name: _fresh(table, column, number, spare)
            for column in columns(table)
            if column.is_key and (alone or not any(isinstance(marker, References) for marker in column.markers))
        }
        return {**base, **fresh}

    if expectation.column is None or expectation.name.endswith("key unique"):
        return [copy(number)] * 2
    bad_values = _bad_values(expectation)
    return [{**copy(number + at), expectation.column: value} for at, value in enumerate(bad_values)]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, list[Row]], dict[str, Checked]]:
    """All bad rows, planted in one stage and looked for once: keys planted by expectation, checked by phase."""
    stage = build(tmp_path_factory.mktemp("planted") / "stage.duckdb")
    planted: dict[str, list[Row]] = defaultdict(list)
    with connect(stage) as con:
        bases = {
            table: con.execute(f"select * from {table_name(table)} limit 1").pl().to_dicts() or [RECORDS[table]]
            for table in TABLES
        }
        bad_rows: dict[type, list[Row]] = defaultdict(list)
        for number, (table, expectation) in enumerate(DERIVED):
            for row in _planted(table, bases[table][0], expectation, 2 * number):
                bad_rows[table].append(row)
                planted[expectation.name].append({name: row[name] for name in key(table)})
        for table, rows in bad_rows.items():
            insert(con, table, rows)
        spares = {identifier(f"spare {number}") for number in range(2 * len(DERIVED))}
        documents = bases[schema.Documents][0]
        insert(con, schema.Documents, [{**documents, "document_id": spare} for spare in sorted(spares)])
    checked = {
        "rows": validate(stage, RUN_ID, "rows", [one for one in suites("rows") if one.suite == "schema"]),
        "accounts": validate(stage, RUN_ID, "accounts", [one for one in suites("accounts") if one.suite == "schema"]),
    }
    return planted, checked


@pytest.mark.parametrize("expectation", [one for _, one in DERIVED], ids=[one.name for _, one in DERIVED])
def test_planted_row_fails_its_expectation_and_no_other(
    expectation: Expectation, found: tuple[dict[str, list[Row]], dict[str, Checked]]
) -> None:
    planted, checked = found
    failures = checked[expectation.phase].failures.filter(check_name=expectation.name)
    keys = [json.loads(row_key) for row_key in failures["row_key"]]
    assert sorted(keys, key=str) == sorted(planted[expectation.name], key=str)


def test_names_are_unique_over_all_suites() -> None:
    names = [one.name for one in (*suites("rows"), *suites("accounts"))]
    assert len(names) == len(set(names))


def test_names_say_what_must_hold() -> None:
    names = {one.name for one in (*suites("rows"), *suites("accounts"))}
    assert {
        "documents key unique",
        "articles.kept_ratio between 0 and 1",
        "lines.document_id references documents",
        "lines.kind is an allowed value",
        "documents.byte_count at least 0",
        "articles.title matches its pattern",
        "lines.raw not null",
        "ledger rebuilds document",
    } <= names


def test_everything_from_the_schema_is_critical() -> None:
    assert {one.severity for _, one in DERIVED} == {"critical"}


def test_nullable_columns_may_be_null() -> None:
    names = {one.name for _, one in DERIVED}
    assert "articles.title not null" not in names
    assert "articles.text not null" in names


# What spoils a whole stage in the eyes of one plausibility.
IMPLAUSIBLE = {
    "documents has at least 1 row": "delete from documents",
    "articles.word_count mostly between 20 and 20000": "update articles set word_count = 19",
    "articles.kept_ratio mostly at least 0.05": "update articles set kept_ratio = 0.04",
    "articles.title mostly not null": "update articles set title = null",
    "articles.language mostly not null": "update articles set language = null",
    "articles.published_on not before 1990": "update articles set published_on = '1989-12-31'",
    "authors.name at most 80 characters": "update authors set name = repeat('x', 81)",
}


@pytest.mark.parametrize("name", [one.name for one in suites("rows") if one.suite == "plausible"])
def test_implausible_stage_is_a_warning_and_no_other(name: str, stage: Path) -> None:
    with connect(stage) as con:
        con.execute(IMPLAUSIBLE[name])
    checked = validate(stage, RUN_ID, "rows", [one for one in suites("rows") if one.suite == "plausible"])
    failed = checked.results.filter(outcome="failed")
    assert failed.select("check_name", "severity").rows() == [(name, "warning")]
    assert checked.condemned.is_empty()


def test_few_implausible_rows_pass_and_are_counted(tmp_path: Path) -> None:
    stage = build(tmp_path / "stage.duckdb", [f"document {number}" for number in range(10)])
    with connect(stage) as con:
        con.execute("update articles set title = null where document_id in (select document_id from articles limit 2)")
    checked = validate(stage, RUN_ID, "rows", [one for one in suites("rows") if one.suite == "plausible"])
    (titles,) = checked.results.filter(check_name="articles.title mostly not null").to_dicts()
    assert (titles["outcome"], titles["failing_count"], titles["failing_ratio"]) == ("passed", 2, 0.2)
    assert titles["observed"] == "2 of 10 rows"
    assert checked.failures.is_empty()
