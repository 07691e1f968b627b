"""The suites: what the declarations demand, what is plausible, and the checks across tables."""

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from expectations.expectation import SQL_CHECK, Expectation, Phase
from expectations.sql_checks import read_checks
from warehouse import schema
from warehouse.ddl import quoted
from warehouse.declare import Between, Column, Matches, References
from warehouse.schema import TABLES, columns, table_name

_PLAUSIBLE = Path(__file__).with_name("plausible.toml")
_CHECKS = Path(__file__).with_name("checks")

# Filled or rewritten after the rows were judged: counts, the quarantine, the record of the run itself.
_ACCOUNT_TABLES = frozenset(
    {
        schema.Runs,
        schema.Sources,
        schema.CheckResults,
        schema.CheckFailures,
        schema.Quarantine,
        schema.Metrics,
        schema.Findings,
    }
)


def suites(phase: Phase) -> tuple[Expectation, ...]:
    """Return every expectation of one phase; names are unique over both phases."""
    everything = (*(one for table in TABLES for one in declared(table)), *plausible(), *read_checks(_CHECKS))
    return tuple(one for one in everything if one.phase == phase)


def key(table: type) -> tuple[str, ...]:
    """Return the key columns of a declared table, in order."""
    return tuple(column.name for column in columns(table) if column.is_key)


def declared(table: type) -> Iterator[Expectation]:
    """Derive a table's expectations from its declaration: key, null, allowed values, range, pattern, reference."""
    yield _unique(table)
    for column in columns(table):
        if not column.is_nullable:
            yield _critical(table, column, "not null", "ExpectColumnValuesToNotBeNull", "a value")
        if column.allowed:
            allowed = list(column.allowed)
            about = f"one of {', '.join(allowed)}"
            yield _critical(
                table, column, "is an allowed value", "ExpectColumnValuesToBeInSet", about, value_set=allowed
            )
        for marker in column.markers:
            match marker:
                case Between(low, high):
                    about = _range(low, high)
                    yield _critical(
                        table, column, about, "ExpectColumnValuesToBeBetween", about, min_value=low, max_value=high
                    )
                case Matches(pattern):
                    yield _pattern(table, column, pattern)
                case References(target):
                    yield _reference(table, column, target)


def plausible() -> Iterator[Expectation]:
    """Read the expectations of volume and plausibility: warnings, each with its reason."""
    for entry in tomllib.loads(_PLAUSIBLE.read_text(encoding="utf-8"))["expectation"]:
        yield Expectation(
            name=entry["name"],
            suite="plausible",
            table=entry["table"],
            column=entry["arguments"].get("column"),
            kind=entry["kind"],
            arguments=entry["arguments"],
            expected=entry["reason"],
            severity="warning",
            phase="rows",
        )


def _critical(table: type, column: Column, claim: str, kind: str, expected: str, **arguments: object) -> Expectation:
    name = table_name(table)
    return Expectation(
        name=f"{name}.{column.name} {claim}",
        suite="schema",
        table=name,
        column=column.name,
        kind=kind,
        arguments={"column": column.name, **arguments},
        expected=expected,
        severity="critical",
        phase=_phase(table),
    )


def _unique(table: type) -> Expectation:
    """Expect the key to be unique. The rows are asked for here: the engine's query for several columns is broken."""
    name, names = table_name(table), key(table)
    keys = ", ".join(names)
    one_column = len(names) == 1
    return Expectation(
        name=f"{name} key unique",
        suite="schema",
        table=name,
        column=names[0] if one_column else None,
        kind="ExpectColumnValuesToBeUnique" if one_column else "ExpectCompoundColumnsToBeUnique",
        arguments={"column": names[0]} if one_column else {"column_list": list(names)},
        expected=f"one row for each {keys}",
        severity="critical",
        phase=_phase(table),
        rows=f"select {keys}, null as value from {name} qualify count(*) over (partition by {keys}) > 1",
    )


def _pattern(table: type, column: Column, pattern: str) -> Expectation:
    """Expect a pattern. The rows are asked for here: the engine's query doubles the backslashes."""
    select = f"select {', '.join(key(table))}, {column.name} as value from {table_name(table)}"
    expectation = _critical(
        table, column, "matches its pattern", "ExpectColumnValuesToMatchRegex", pattern, regex=pattern
    )
    return replace(expectation, rows=f"{select} where not regexp_matches({column.name}, {quoted(pattern)})")


def _reference(table: type, column: Column, target: str) -> Expectation:
    """Expect every value in the target's key; null refers to nothing and passes."""
    name = table_name(table)
    (target_key,) = key(_declared_table(target))
    keys = ", ".join(f"wrong.{one}" for one in key(table))
    select = f"select {keys}, wrong.{column.name} as value from {name} as wrong"
    join = f"anti join {target} on wrong.{column.name} = {target}.{target_key}"
    return Expectation(
        name=f"{name}.{column.name} references {target}",
        suite="schema",
        table=name,
        column=column.name,
        kind=SQL_CHECK,
        arguments={},
        expected=f"a {target_key} of {target}",
        severity="critical",
        phase=_phase(table),
        rows=f"{select} {join} where wrong.{column.name} is not null",
    )


def _declared_table(name: str) -> type:
    return next(table for table in TABLES if table_name(table) == name)


def _phase(table: type) -> Phase:
    return "accounts" if table in _ACCOUNT_TABLES else "rows"


def _range(low: float | None, high: float | None) -> str:
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"at most {high}"
    return f"between {low} and {high}"
