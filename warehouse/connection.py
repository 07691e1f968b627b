"""What a statement reads, under fixed names: a database, the last warehouse, Parquet parts, SQL files."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from glob import escape
from pathlib import Path

import duckdb
import polars as pl

from warehouse.ddl import connect, create_table, quoted
from warehouse.lock import WarehouseLockedError
from warehouse.places import wal_file
from warehouse.schema import TABLES


class WarehouseFileError(RuntimeError):
    """A file is not a warehouse, or cannot be read as one."""


@cache
def statement(name: str) -> str:
    """Return the SQL statement of `sql/<name>.sql`."""
    return (Path(__file__).parent / "sql" / f"{name}.sql").read_text(encoding="utf-8")


@contextmanager
def opened(path: Path, alias: str, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database as catalog `alias`, whatever its file is called, and make it the default."""
    with connect() as con:
        con.execute(f"set temp_directory = {quoted(f'{path}.tmp')}")
        attach(con, path, alias, read_only=read_only)
        con.execute(f"use {alias}")
        yield con


@contextmanager
def scratch(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database in memory that spills into `folder` what does not fit."""
    with connect() as con:
        con.execute(f"set temp_directory = {quoted(str(folder / 'spill'))}")
        yield con


def attach(con: duckdb.DuckDBPyConnection, path: Path, alias: str, *, read_only: bool = True) -> None:
    """Attach `path` as `alias`; say what to do when it cannot be."""
    try:
        con.execute(f"attach {quoted(str(path))} as {alias} ({'read_only' if read_only else 'read_write'})")
    except duckdb.Error as error:
        if "Could not set lock" in str(error):
            raise WarehouseLockedError(
                f"{path} is open for writing in another process: {_first_line(error)}. "
                "End that session, or open the file read-only there (duckdb -readonly), and run again"
            ) from error
        if wal_file(path).exists():
            raise WarehouseFileError(
                f"{path} cannot be read together with the log beside it: {_first_line(error)}. The log is of a "
                f"session that wrote into the file before it was replaced: move {wal_file(path).name} away"
            ) from error
        raise WarehouseFileError(
            f"{path} cannot be opened as a DuckDB database: {_first_line(error)}. "
            "Name another warehouse, or put a kept one in its place"
        ) from error


def attach_last(con: duckdb.DuckDBPyConnection, last: Path | None) -> None:
    """Attach the last warehouse as `last`; before the first run, an empty one."""
    if last is not None:
        attach(con, last, "last")
        return
    row = con.execute("select current_database()").fetchone()
    con.execute("attach ':memory:' as last")
    con.execute("use last")
    for table in TABLES:
        con.execute(create_table(table))
    con.execute(f"use {row[0] if row else 'memory'}")


def attach_parts(
    con: duckdb.DuckDBPyConnection, view: str, folder: Path, pattern: str, schema: Mapping[str, pl.DataType]
) -> None:
    """Make the Parquet parts of `folder` readable as a view with `part` and `row_no`: together the reading order.

    Where `pattern` matches nothing the view is empty, with the columns of `schema`.
    """
    if not any(folder.glob(pattern)):
        con.register(f"empty_{view}", pl.DataFrame(schema={**schema, "part": pl.String(), "row_no": pl.Int64()}))
        con.execute(f"create or replace temp view {view} as select * from empty_{view}")
        return
    files = quoted(f"{escape(str(folder))}/{pattern}")
    con.execute(
        f"create or replace temp view {view} as "
        "select * exclude (filename, file_row_number), parse_filename(filename) as part, file_row_number as row_no "
        f"from read_parquet({files}, filename = true, file_row_number = true, hive_partitioning = false)"
    )


def query(path: Path, select: str, parameters: Mapping[str, object] | None = None) -> pl.DataFrame:
    """Return the rows of a select over a warehouse or a stage, which is opened for reading only."""
    with opened(path, "warehouse", read_only=True) as con:
        return con.execute(select, dict(parameters or {})).pl()


def _first_line(error: duckdb.Error) -> str:
    """Return the first line of DuckDB's message; internal errors bring a stack trace along."""
    return str(error).splitlines()[0].rstrip(".")
