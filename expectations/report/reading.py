"""Rows for the pages, from the statements in `sql/`: counted or limited there, since a run may hold millions."""

from functools import cache
from pathlib import Path
from typing import Any

import duckdb

Row = dict[str, Any]


def rows(con: duckdb.DuckDBPyConnection, name: str, /, **parameters: object) -> list[Row]:
    """Return what `sql/<name>.sql` selects."""
    return selected(con, _statement(name), **parameters)


def one(con: duckdb.DuckDBPyConnection, name: str, /, **parameters: object) -> Row:
    """Return the only row that `sql/<name>.sql` selects."""
    (row,) = rows(con, name, **parameters)
    return row


def selected(con: duckdb.DuckDBPyConnection, select: str, /, **parameters: object) -> list[Row]:
    """Return the rows of a select, each by the names of its columns."""
    cursor = con.execute(select, parameters)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, values, strict=True)) for values in cursor.fetchall()]


@cache
def _statement(name: str) -> str:
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")
