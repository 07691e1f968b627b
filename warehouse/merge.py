"""The next warehouse: the last one and the rows of one run, built in a file of its own."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connection import attach, opened, statement
from warehouse.ddl import create_tables, create_views
from warehouse.entities import join_entities, no_aliases
from warehouse.lock import WarehouseLockedError
from warehouse.places import wal_file
from warehouse.schema import (
    DOCUMENT_TABLES,
    TABLES,
    Authors,
    Entities,
    EntityMerges,
    EntityNames,
    Findings,
    Quarantine,
    Runs,
    Sites,
    SiteTemplates,
    Sources,
    conform,
    table_name,
)

# Met again from run to run, each by its own rule: sql/merge_<table>.sql. Sources count documents: they come last.
_MERGED = (Sites, SiteTemplates, Authors, Sources)
_JOINED = (Entities, EntityNames, EntityMerges)


def build_next(
    stage: Path, last: Path | None, next_file: Path, refused: Iterable[Path], aliases: pl.DataFrame | None = None
) -> None:
    """Build the next warehouse from the last one, the stage, and the rows of `runs` in refused ones.

    aliases: entities that are others, see `no_aliases`. The last warehouse is not touched. From the same files the
    same rows come out.
    """
    with _next_warehouse(last, next_file, refused) as con:
        attach(con, stage, "stage")
        con.execute(statement("replaced_documents"))
        con.execute("begin")
        for table in (*DOCUMENT_TABLES, Quarantine):
            con.execute(f"delete from {table_name(table)} where document_id in (select document_id from replaced)")
        for table in TABLES:
            if table not in (*_MERGED, *_JOINED):
                con.execute(f"insert into {table_name(table)} by name select * from stage.{table_name(table)}")
        con.execute(statement("supersede_versions"))
        for table in _MERGED:
            con.execute(statement(f"merge_{table_name(table)}"))
        join_entities(con, no_aliases() if aliases is None else aliases)
        con.execute("commit")


def build_unchanged(
    run: Mapping[str, object],
    last: Path | None,
    next_file: Path,
    refused: Iterable[Path],
    findings: pl.DataFrame | None = None,
) -> None:
    """Build the warehouse of a run that changed nothing: the last one, one more row of `runs`, and its findings."""
    row = conform(pl.DataFrame([run]), Runs)
    with _next_warehouse(last, next_file, refused) as con:
        con.register("row", row)
        con.execute("insert into runs by name select * from row")
        if findings is not None:
            con.register("found", conform(findings, Findings))
            con.execute("insert into findings by name select * from found")


@contextmanager
def _next_warehouse(last: Path | None, next_file: Path, refused: Iterable[Path]) -> Iterator[duckdb.DuckDBPyConnection]:
    """Copy the last warehouse, or begin one, and bring its tables and views up to date around the work.

    It is copied without its log: whatever stands in there, this project did not write it.
    """
    for leftover in (next_file, wal_file(next_file)):
        leftover.unlink(missing_ok=True)
    if last is not None:
        shutil.copyfile(last, next_file)
    with opened(next_file, "warehouse") as con:
        create_tables(con)
        for path in refused:
            _carry_run(con, path)
        yield con
        create_views(con)
        con.execute("checkpoint warehouse")


def _carry_run(con: duckdb.DuckDBPyConnection, refused: Path) -> None:
    """Add the rows of `runs` that stand in a refused warehouse alone.

    One that its owner has open for writing at the moment is left to a later run.
    """
    try:
        attach(con, refused, "refused")
    except WarehouseLockedError:
        return
    con.execute(statement("carry_run"))
    con.execute("detach refused")
