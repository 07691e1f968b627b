"""The stage: one DuckDB file with the rows of this run alone, for the expectations to judge."""

from collections.abc import Mapping
from glob import escape
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connection import attach_last, attach_parts, opened, statement
from warehouse.ddl import create_tables, quoted
from warehouse.places import wal_file
from warehouse.schema import (
    DOCUMENT_TABLES,
    TABLES,
    Documents,
    RawDocuments,
    Runs,
    columns,
    conform,
    frame_schema,
    table_name,
)


def build_stage(stage: Path, tables: Path, last: Path | None, run: Mapping[str, object], admitted: Path) -> None:
    """Build the stage anew from `tables/<table>/*.parquet`, the run's row and the admission of `admit`.

    A table of documents takes all rows of its parts. Of the others (`sites`, `authors`, ...) each key
    stays once: every column is the first that is not null, in reading order. Counts that `run` lacks are 0
    until `account` fills them. `article_versions` gets all versions, old ones too, of the articles touched.
    """
    for leftover in (stage, wal_file(stage)):
        leftover.unlink(missing_ok=True)
    with opened(stage, "stage") as con:
        attach_last(con, last)
        create_tables(con)
        con.begin()  # each commit of its own would be written twice: to the log, and from there into the file
        _insert(con, Runs, pl.DataFrame([{**_no_counts(), **run}]))
        for table in TABLES:
            _load(con, table, tables / table_name(table))
        con.execute(f"insert into sources by name {statement('sources_read_before')}", {"run_id": run["run_id"]})
        _attach_admission(con, admitted)
        con.execute(f"create table article_versions as {statement('arrived_versions')}")
        _renumber(con)
        con.commit()


def append(stage: Path, table: type, frame: pl.DataFrame) -> None:
    """Add rows to one table of the stage, such as the results of the checks."""
    with opened(stage, "stage") as con:
        _insert(con, table, frame)


def quarantine(stage: Path, condemned: pl.DataFrame, raw: Path, rules_version: str, run_id: int) -> None:
    """Hold back the condemned documents (document_id, check_names, detail), all of them or none.

    Their rows leave every table but `documents`; content and record come from the raw parts. The versions
    of their articles are numbered again, so that the last good version is current.
    """
    with opened(stage, "stage") as con:
        _attach_raw(con, raw)
        con.register("condemned", condemned)
        con.execute("begin")
        con.execute(
            f"insert into quarantine by name {statement('quarantine_rows')}",
            {"rules_version": rules_version, "run_id": run_id},
        )
        con.execute(statement("quarantine_outcomes"))
        emptied = [table_name(table) for table in DOCUMENT_TABLES if table is not Documents]
        for name in [*emptied, "article_versions"]:
            con.execute(f"delete from {name} where document_id in (select document_id from condemned)")
        con.execute("delete from authors where author_id not in (select author_id from article_authors)")
        con.execute(statement("delete_unmentioned_entities"))
        con.execute(statement("delete_unmentioned_names"))
        _renumber(con)
        con.execute("commit")


def account(stage: Path, raw: Path, admitted: Path) -> None:
    """Fill the counts of `runs` and `sources`.

    What was read is counted in the raw parts, what became of it in the stage: that the two agree is not
    taken for granted here but checked by an expectation.
    """
    with opened(stage, "stage") as con:
        _attach_raw(con, raw)
        _attach_admission(con, admitted)
        con.execute(statement("account_sources"))
        con.execute(statement("account_run"))


def close_run(stage: Path, **values: object) -> None:
    """Set columns of the run's row that are known only at its end: outcome, reason, ended_at, stage_seconds."""
    with opened(stage, "stage") as con:
        con.execute(f"update runs set {', '.join(f'{name} = ${name}' for name in values)}", values)


def _no_counts() -> dict[str, int]:
    """Return 0 for every count of a run."""
    return {column.name: 0 for column in columns(Runs) if column.name.endswith("_count")}


def _insert(con: duckdb.DuckDBPyConnection, table: type, frame: pl.DataFrame) -> None:
    """Insert a frame that has the table's columns."""
    con.register("inserted", conform(frame, table))
    con.execute(f"insert into {table_name(table)} by name select * from inserted")
    con.unregister("inserted")


def _load(con: duckdb.DuckDBPyConnection, table: type, folder: Path) -> None:
    """Insert the parts of one table: all rows of a table of documents, else each key once."""
    if not folder.exists():
        return
    attach_parts(con, "parts", folder, "*.parquet", frame_schema(table))
    select = "select * exclude (part, row_no) from parts" if table in DOCUMENT_TABLES else _first_of_each_key(table)
    con.execute(f"insert into {table_name(table)} by name {select}")


def _first_of_each_key(table: type) -> str:
    """Return the select that keeps each key of `parts` once, with the first value of each column that is not null."""
    keys = ", ".join(column.name for column in columns(table) if column.is_key)
    firsts = ", ".join(
        f"arg_min({column.name}, (part, row_no)) as {column.name}" for column in columns(table) if not column.is_key
    )
    return f"select {keys}, {firsts} from parts group by {keys}"


def _attach_raw(con: duckdb.DuckDBPyConnection, raw: Path) -> None:
    """Make the raw parts readable as `raw_documents`."""
    attach_parts(con, "raw_documents", raw, "*.parquet", frame_schema(RawDocuments))


def _attach_admission(con: duckdb.DuckDBPyConnection, admitted: Path) -> None:
    """Make the rows that `admit` wrote readable as `admitted`."""
    con.execute(f"create temp view admitted as from read_parquet({quoted(escape(str(admitted)))})")


def _renumber(con: duckdb.DuckDBPyConnection) -> None:
    """Number the versions of every article touched, and hand the numbers to `articles`."""
    con.execute(statement("number_versions"))
    con.execute(statement("apply_versions"))
