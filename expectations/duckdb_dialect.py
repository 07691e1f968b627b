"""Great Expectations on DuckDB: the one place that touches its private names.

It has no DuckDB data source, and its SQL engine closes the connection of a dialect it does not know
before it fetches. `load` declares DuckDB a dialect whose connection stays open, gives the regex metrics
DuckDB's function, and lets SQLAlchemy read list columns. The exact version is pinned in pyproject.toml.
"""

import warnings
from enum import StrEnum
from importlib import import_module
from types import ModuleType
from typing import Any

_ENGINE = "great_expectations.execution_engine.sqlalchemy_execution_engine"
_DIALECTS = "_PERSISTED_CONNECTION_DIALECTS"
_REGEX_METRICS = tuple(
    f"great_expectations.expectations.metrics.column_map_metrics.column_values_{name}"
    for name in ("match_regex", "not_match_regex", "match_regex_list", "not_match_regex_list")
)
_REGEX = "get_dialect_regex_expression"


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
    install()
    return great_expectations


def install() -> None:
    """Teach the imported Great Expectations about DuckDB; a second call changes nothing."""
    import duckdb_engine
    import sqlalchemy

    engine = _module_with(_ENGINE, _DIALECTS)
    dialects = getattr(engine, _DIALECTS)
    if _Dialect.DUCKDB not in dialects:
        setattr(engine, _DIALECTS, (*dialects, _Dialect.DUCKDB))
    for name in _REGEX_METRICS:
        metric = _module_with(name, _REGEX)
        known = getattr(metric, _REGEX)
        if not hasattr(known, "falls_back_to_duckdb"):
            setattr(metric, _REGEX, _with_duckdb(known))
    duckdb_engine.Dialect.ischema_names.setdefault("list", sqlalchemy.types.NullType)  # else each batch warns


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
