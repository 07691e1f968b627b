import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from expectations import duckdb_dialect
from expectations.duckdb_dialect import UnsupportedGreatExpectationsError
from expectations.suites import suites
from expectations.validate import validate
from tests.expectations.stage import RUN_ID
from warehouse.ddl import connect

ENGINE = "great_expectations.execution_engine.sqlalchemy_execution_engine"
REGEX_METRIC = "great_expectations.expectations.metrics.column_map_metrics.column_values_match_regex"


@pytest.fixture(scope="module")
def great_expectations() -> ModuleType:
    return duckdb_dialect.load()


def test_great_expectations_has_the_private_names_the_shim_relies_on(great_expectations: ModuleType) -> None:
    duckdb_dialect.install()


@pytest.mark.parametrize(
    ("module", "name"),
    [(ENGINE, "_PERSISTED_CONNECTION_DIALECTS"), (REGEX_METRIC, "get_dialect_regex_expression")],
)
def test_vanished_name_is_reported_with_what_to_do(
    great_expectations: ModuleType, monkeypatch: pytest.MonkeyPatch, module: str, name: str
) -> None:
    monkeypatch.delattr(sys.modules[module], name)
    with pytest.raises(UnsupportedGreatExpectationsError) as error:
        duckdb_dialect.install()
    assert f"has no {module}.{name}; install the version pinned in pyproject.toml" in str(error.value)


def test_second_install_changes_nothing(great_expectations: ModuleType) -> None:
    engine, metric = sys.modules[ENGINE], sys.modules[REGEX_METRIC]
    before = engine._PERSISTED_CONNECTION_DIALECTS, metric.get_dialect_regex_expression
    duckdb_dialect.install()
    assert (engine._PERSISTED_CONNECTION_DIALECTS, metric.get_dialect_regex_expression) == before


def test_patterns_are_searched_by_duckdb_as_the_schema_says(stage: Path) -> None:
    """`matches` means found somewhere unless anchored: DuckDB's own `~` would ask for the whole value."""
    (uri,) = (one for one in suites("rows") if one.name == "documents.uri matches its pattern")
    assert validate(stage, RUN_ID, "rows", [uri]).results["outcome"].to_list() == ["passed"]
    with connect(stage) as con:
        con.execute("update documents set uri = 'C:' || uri where rowid = 0")
    assert validate(stage, RUN_ID, "rows", [uri]).results["failing_count"].to_list() == [1]


def test_nothing_imports_great_expectations_before_it_validates() -> None:
    modules = (
        "expectations.validate, expectations.process, expectations.gate, expectations.report, expectations.suites, sys"
    )
    code = f"import {modules}; print('great_expectations' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
