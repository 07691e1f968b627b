"""Each check across tables catches the damage planted for it, and nothing else does."""

import re
from pathlib import Path
from typing import get_args

import pytest

from expectations.checked import Checked
from expectations.expectation import Expectation
from expectations.sql_checks import CheckFileError, read_checks
from expectations.suites import key, suites
from expectations.validate import validate
from tests.expectations.damage import ACCOUNTS, ROWS
from tests.expectations.stage import RUN_ID, build, identifier
from warehouse.ddl import connect
from warehouse.schema import DOCUMENT_TABLES, TABLES, BodyKind, Documents, table_name

CHECKS = [one for one in (*suites("rows"), *suites("accounts")) if one.suite == "checks"]


@pytest.fixture(scope="module")
def damaged(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """One stage with a document for each damage, validated once."""
    stage = build(tmp_path_factory.mktemp("damaged") / "stage.duckdb", [*ROWS, "unharmed"])
    with connect(stage) as con:
        for name, damage in ROWS.items():
            names = {"victim": identifier(f"{name} version 1"), "article": identifier(name)}
            con.execute(damage.sql, {one: value for one, value in names.items() if f"${one}" in damage.sql})
    return validate(stage, RUN_ID, "rows")


def test_every_check_has_a_damage() -> None:
    assert sorted(one.name for one in CHECKS) == sorted([*ROWS, *ACCOUNTS])


@pytest.mark.parametrize("name", ROWS)
def test_damaged_document_fails_its_check_and_no_other(name: str, damaged: Checked) -> None:
    failures = damaged.failures.filter(document_id=identifier(f"{name} version 1"))
    assert set(failures["check_name"]) == {name, *ROWS[name].also}


def test_unharmed_document_fails_nothing(damaged: Checked) -> None:
    assert damaged.failures.filter(document_id=identifier("unharmed version 1")).is_empty()
    assert damaged.failures["document_id"].null_count() == 0


def test_damage_of_documents_raises_nothing(damaged: Checked) -> None:
    assert damaged.results.filter(outcome="raised").is_empty()


@pytest.mark.parametrize("name", ACCOUNTS)
def test_damaged_account_fails_its_check_and_no_other(name: str, stage: Path) -> None:
    with connect(stage) as con:
        con.execute(ACCOUNTS[name].sql)
    checks = [one for one in CHECKS if one.phase == "accounts"]
    failed = validate(stage, RUN_ID, "accounts", checks).results.filter(outcome="failed")
    assert set(failed["check_name"]) == {name, *ACCOUNTS[name].also}


@pytest.mark.parametrize("check", CHECKS, ids=[one.name for one in CHECKS])
def test_check_selects_its_tables_key_and_the_value(check: Expectation, valid_stage: Path) -> None:
    (table,) = (table for table in TABLES if table_name(table) == check.table)
    assert check.rows is not None
    with connect(valid_stage, read_only=True) as con:
        found = con.execute(check.rows).description
    assert [column[0] for column in found or []] == [*key(table), "value"]


def _sql(name: str) -> str:
    (check,) = (one for one in CHECKS if one.name == name)
    assert check.rows is not None
    return check.rows


def test_body_kinds_of_the_check_are_those_of_the_schema() -> None:
    (kinds,) = re.findall(r"kind in \((.+?)\)", _sql("kept lines are body"))
    assert kinds.replace("'", "").split(", ") == list(get_args(BodyKind))


def test_unloaded_documents_are_looked_for_in_every_document_table() -> None:
    tables = re.findall(r"'(\w+)' as name from (\w+)", _sql("unloaded documents have no rows"))
    assert tables == [(name, name) for name in map(table_name, DOCUMENT_TABLES) if name != table_name(Documents)]


@pytest.mark.parametrize(
    ("head", "lesson"),
    [
        ("select 1", "begin the file with `-- <the rule in one sentence>`"),
        (
            "-- Rule.\n-- severity: fatal\n-- table: lines\n-- phase: rows\nselect 1",
            "severity is 'fatal'; write one of",
        ),
        ("-- Rule.\n-- severity: warning\n-- table: line\n-- phase: rows\nselect 1", "table is 'line'; write one of"),
        ("-- Rule.\n-- severity: warning\n-- table: lines\n-- phase: row\nselect 1", "phase is 'row'; write one of"),
    ],
)
def test_wrong_head_says_what_to_write(head: str, lesson: str, tmp_path: Path) -> None:
    (tmp_path / "broken.sql").write_text(head)
    with pytest.raises(CheckFileError, match=r"^broken\.sql: ") as error:
        list(read_checks(tmp_path))
    assert lesson in str(error.value)
