"""Great Expectations on DuckDB: the one place that touches its private names.

It has no DuckDB data source, and its SQL engine closes the connection of a dialect it does not know
before it fetches. `load` declares DuckDB a dialect whose connection stays open, gives the regex metrics
DuckDB's function, lets SQLAlchemy ask DuckDB for its columns, and spares what is worked out again and
again. The exact version is pinned in pyproject.toml.
"""

import logging
import warnings
from collections.abc import Iterable
from enum import StrEnum
from importlib import import_module
from types import ModuleType
from typing import Any

_ENGINE = "great_expectations.execution_engine.sqlalchemy_execution_engine"
_EXPECTATION = "great_expectations.expectations.expectation"
_DIALECTS = "_PERSISTED_CONNECTION_DIALECTS"
_REGEX_METRICS = tuple(
    f"great_expectations.expectations.metrics.column_map_metrics.column_values_{name}"
    for name in ("match_regex", "not_match_regex", "match_regex_list", "not_match_regex_list")
)
_REGEX = "get_dialect_regex_expression"
_COLUMNS = """
select column_name, lower(data_type)
from duckdb_columns()
where database_name = current_database() and table_name = $1 and schema_name = coalesce($2, current_schema())
order by column_index
"""
_TALKATIVE = "great_expectations.data_context.types.base"


class _Dialect(StrEnum):
    DUCKDB = "duckdb"


class UnsupportedGreatExpectationsError(ImportError):
    """The installed Great Expectations lacks a private name this project relies on."""


def load() -> ModuleType:
    """Import Great Expectations, which takes seconds, and teach it about DuckDB."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # it imports sre_constants
        import great_expectations
        import great_expectations.expectations
    # It announces a temporary folder at each validation, at a level that its module sets when it is imported.
    logging.getLogger(_TALKATIVE).setLevel(logging.WARNING)
    install()
    return great_expectations


def install() -> None:
    """Teach the imported Great Expectations about DuckDB; a second call changes nothing."""
    import duckdb_engine

    engine = _module_with(_ENGINE, _DIALECTS)
    dialects = getattr(engine, _DIALECTS)
    if _Dialect.DUCKDB not in dialects:
        setattr(engine, _DIALECTS, (*dialects, _Dialect.DUCKDB))
    for name in _REGEX_METRICS:
        metric = _module_with(name, _REGEX)
        known = getattr(metric, _REGEX)
        if not hasattr(known, "falls_back_to_duckdb"):
            setattr(metric, _REGEX, _with_duckdb(known))
    duckdb_engine.Dialect.get_columns = _columns  # type: ignore[assignment, method-assign]  # it replaces one
    duckdb_engine.Dialect.get_pk_constraint = _no_key  # type: ignore[method-assign]  # it replaces one
    expectation: Any = _module_with(_EXPECTATION, "Expectation")
    expectation.Expectation._get_domain_kwargs = _domain_kwargs
    expectation.Expectation._get_success_kwargs = _success_kwargs


def _no_key(*_: object, **__: object) -> dict[str, object]:
    """Return that a table has no primary key: nobody asks, and asking Postgres's catalogue takes 30 ms a table."""
    return {"constrained_columns": [], "name": None}


def _domain_kwargs(expectation: Any) -> dict[str, Any]:
    """Do what the method it replaces does, which builds the expectation's configuration anew for each key."""
    return _known_kwargs(expectation, expectation.domain_keys)


def _success_kwargs(expectation: Any) -> dict[str, Any]:
    """Do what the method it replaces does, which builds the expectation's configuration anew for each key."""
    return _known_kwargs(expectation, (*expectation.success_keys, *expectation.domain_keys))


def _known_kwargs(expectation: Any, keys: Iterable[str]) -> dict[str, Any]:
    known = expectation.configuration.kwargs
    return {key: known.get(key, expectation._get_default_value(key)) for key in keys}


def _columns(dialect: Any, connection: Any, table_name: str, schema: str | None = None, **_: object) -> Any:
    """Return a table's columns as SQLAlchemy wants them.

    The driver asks the catalogue of Postgres, as DuckDB imitates it: 60 ms a table, and it warns of list columns.
    """
    import sqlalchemy

    rows = connection.exec_driver_sql(_COLUMNS, (table_name, schema)).fetchall()
    if not rows:
        raise sqlalchemy.exc.NoSuchTableError(table_name)
    types = dialect.ischema_names
    return [
        {"name": name, "type": types.get(kind, sqlalchemy.types.NullType)(), "nullable": True, "default": None}
        for name, kind in rows
    ]


def _module_with(module_name: str, name: str) -> ModuleType:
    try:
        module = import_module(module_name)
        getattr(module, name)
    except (ImportError, AttributeError) as error:
        import great_expectations

        raise UnsupportedGreatExpectationsError(
            f"great-expectations {great_expectations.__version__} has no {module_name}.{name}; "
            "install the version pinned in pyproject.toml, or adapt expectations/duckdb_dialect.py to this one"
        ) from error
    return module


def _with_duckdb(known: Any) -> Any:
    """Return `known` with an answer for the dialects it answers None for."""

    def expression(column: Any, regex: str, dialect: Any, positive: bool = True) -> Any:
        import sqlalchemy

        found = known(column, regex, dialect, positive)
        if found is not None:
            return found
        matches = sqlalchemy.func.regexp_matches(column, sqlalchemy.literal(regex))
        return matches if positive else sqlalchemy.not_(matches)

    expression.falls_back_to_duckdb = True  # type: ignore[attr-defined]  # a mark against a second wrapping
    return expression
