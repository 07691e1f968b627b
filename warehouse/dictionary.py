"""The data dictionary, from the declarations and the views: `python -m warehouse.dictionary warehouse/README.md`."""

import sys
from pathlib import Path

import duckdb

from warehouse.ddl import connect, create_tables, create_views, grain, view_grain, view_names
from warehouse.declare import Between, Column, Matches, References, columns
from warehouse.schema import TABLES, table_name

_HEAD = """\
# Data dictionary

Made from `schema/` and `views/` by `make docs`; a test fails when it is out of date.
The same sentences stand in the database: `select * from duckdb_columns()`.

Times are UTC. `start` and `end` are offsets in characters, `end` excluded (quote it: `"end"`). A ratio runs from
0 to 1. Null means unknown. Every row carries the run that wrote it.
"""


def dictionary() -> str:
    """Return the data dictionary in Markdown."""
    with connect() as con:
        create_tables(con)
        create_views(con)
        tables = [_table(table) for table in TABLES]
        views = [_view(con, name) for name in view_names()]
    return "\n".join([_HEAD, "## Tables", "", _contents(), *tables, "## Views", "", *views]).rstrip() + "\n"


def _contents() -> str:
    """Return the list of tables with their grains."""
    rows = [f"| [`{table_name(table)}`](#{table_name(table)}) | {grain(table)} |" for table in TABLES]
    return "\n".join(["| table | grain |", "|---|---|", *rows, ""])


def _table(table: type) -> str:
    """Return the section of one table."""
    rows = [
        f"| `{column.name}` | {column.sql_type} | {_rules(column)} | {_cell(column.comment)} |"
        for column in columns(table)
    ]
    head = [
        f"### {table_name(table)}",
        "",
        grain(table),
        "",
        "| column | type | rules | meaning |",
        "|---|---|---|---|",
    ]
    return "\n".join([*head, *rows, ""])


def _rules(column: Column) -> str:
    """Return what must hold for a column, in a few words."""
    rules = ["key"] if column.is_key else []
    rules += [] if column.is_nullable else ["not null"]
    for marker in column.markers:
        match marker:
            case References(table):
                rules.append(f"in [`{table}`](#{table})")
            case Between(low, None):
                rules.append(f"≥ {low}")
            case Between(None, high):
                rules.append(f"≤ {high}")
            case Between(low, high):
                rules.append(f"{low} to {high}")
            case Matches(pattern):
                rules.append(f"matches `{_cell(pattern)}`")
    rules += ["one of " + ", ".join(f"`{value}`" for value in column.allowed)] if column.allowed else []
    return "; ".join(rules)


def _view(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the section of one view."""
    described = con.execute(
        "select column_name, lower(data_type) from duckdb_columns() where table_name = $name order by column_index",
        {"name": name},
    ).fetchall()
    listed = ", ".join(f"`{column}` {data_type}" for column, data_type in described)
    return "\n".join([f"### {name}", "", view_grain(name), "", listed, ""])


def _cell(text: str) -> str:
    """Return `text` as it may stand in a Markdown table."""
    return text.replace("|", r"\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(dictionary(), encoding="utf-8")
