"""DDL derived from the declarations and the views, and the one place where a DuckDB connection is opened."""

import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from warehouse.schema import TABLES, columns, table_name

# Without these a missing extension waits on the network; and an Arrow insert in order doubles the file.
_CONFIG = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "false",
}
_VIEWS = Path(__file__).parent / "views"


def connect(path: Path | None = None, *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """Open `path`, or a database in memory, with the project's settings."""
    return duckdb.connect(str(path) if path else ":memory:", read_only=read_only, config=dict(_CONFIG))


def quoted(text: str) -> str:
    """Return `text` as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def create_table(table: type) -> str:
    """Return `create table`. No constraints: what must hold is checked by the expectations."""
    body = ",\n".join(f'    "{column.name}" {column.sql_type}' for column in columns(table))
    return f"create table if not exists {table_name(table)} (\n{body}\n)"


def comment_on(table: type) -> str:
    """Return the statements that put the grain and the sentences of a table into the database."""
    name = table_name(table)
    sentences = [f'comment on column {name}."{column.name}" is {quoted(column.comment)};' for column in columns(table)]
    return "\n".join([f"comment on table {name} is {quoted(grain(table))};", *sentences])


def grain(table: type) -> str:
    """Return the table's grain: the first line of its docstring."""
    return (table.__doc__ or "").strip().splitlines()[0]


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Create every declared table with its comments, and every column that the file of an older version lacks."""
    present = con.execute(
        "select table_name, column_name from duckdb_columns() where not internal and database_name = current_database()"
    ).fetchall()
    tables = {table for table, _ in present}
    con.begin()  # one commit, not one for each comment
    for table in TABLES:
        name = table_name(table)
        for column in columns(table):
            if name in tables and (name, column.name) not in present:
                con.execute(f'alter table {name} add column "{column.name}" {column.sql_type}')
        con.execute(create_table(table))
        con.execute(comment_on(table))
    con.commit()


def view_names() -> list[str]:
    """Return the names of the views, in order: a view is called what its file is called."""
    return sorted(path.stem for path in _VIEWS.glob("*.sql"))


def view_select(name: str) -> str:
    """Return the select of a view, with its comment."""
    return (_VIEWS / f"{name}.sql").read_text(encoding="utf-8")


def view_grain(name: str) -> str:
    """Return the grain of a view: the comment in the first line of its file."""
    return view_select(name).splitlines()[0].removeprefix("--").strip()


def create_views(con: duckdb.DuckDBPyConnection) -> None:
    """Create every view of `views/`, and drop those that an older version left behind."""
    stale = con.execute(
        "select view_name from duckdb_views() where not internal and database_name = current_database()"
    ).fetchall()
    con.begin()
    for (name,) in stale:
        con.execute(f'drop view "{name}"')
    for name in _creation_order():
        con.execute(f"create view {name} as {view_select(name)}")
        con.execute(f"comment on view {name} is {quoted(view_grain(name))}")
    con.commit()


def _creation_order() -> Iterator[str]:
    """Yield the names of the views, each after those it reads: DuckDB binds a view when it is created."""
    names = view_names()
    words = {name: set(re.findall(r"\w+", view_select(name))) for name in names}
    yield from TopologicalSorter({name: words[name].intersection(names) - {name} for name in names}).static_order()
