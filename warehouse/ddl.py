"""DDL derived from the declarations, and the one place where a DuckDB connection is opened."""

from pathlib import Path

import duckdb

from warehouse.schema import TABLES, columns, table_name

# Without these a missing extension waits on the network; and an Arrow insert in order doubles the file.
_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "false",
}


def connect(path: Path | None = None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open `path`, or a database in memory, with the project's settings."""
    return duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config=dict(_CONFIG))


def quoted(text: str) -> str:
    """Return `text` as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table(table: type) -> str:
    """Return `create table` and its comments. No constraints: what must hold is checked by the expectations."""
    name = table_name(table)
    body = ",\n".join(f'    "{column.name}" {column.sql_type}' for column in columns(table))
    comments = [f"comment on table {name} is {quoted(grain(table))};"]
    comments += [f'comment on column {name}."{column.name}" is {quoted(column.comment)};' for column in columns(table)]
    return f"create table if not exists {name} (\n{body}\n);\n" + "\n".join(comments)


def grain(table: type) -> str:
    """Return the table's grain: the first line of its docstring."""
    return (table.__doc__ or "").strip().splitlines()[0]


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create every declared table that is not there yet, with its comments."""
    for table in TABLES:
        con.execute(create_table(table))
