"""Rows for the tests: a test names the columns it is about, the rest is filled in."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from warehouse.admit import Admission, admit
from warehouse.connection import opened, query
from warehouse.ddl import create_tables
from warehouse.merge import build_next
from warehouse.schema import (
    Articles,
    Documents,
    Lines,
    RawDocuments,
    Runs,
    Sources,
    columns,
    conform,
    frame_schema,
    table_name,
)
from warehouse.stage import account, build_stage

Row = dict[str, Any]
Tables = Mapping[type, Sequence[Row]]

NOON = datetime(2024, 3, 1, 12)
_FILLED: dict[Any, Any] = {
    str: "-",
    int: 0,
    float: 0.0,
    bool: False,
    date: NOON.date(),
    datetime: NOON,
    list[str]: [],
}


def row(table: type, **values: Any) -> Row:
    """Return a row of `table`: null where that is allowed, else a filler."""
    return {
        column.name: values.pop(column.name, None if column.is_nullable else _FILLED[column.type])
        for column in columns(table)
    } | values


def frame(table: type, *rows: Row) -> pl.DataFrame:
    """Return rows as a frame that conforms to `table`."""
    full = [row(table, **values) for values in rows]
    return conform(pl.DataFrame(full) if full else pl.DataFrame(schema=frame_schema(table)), table)


def write_parts(folder: Path, *parts: pl.DataFrame, stem: str = "part") -> Path:
    """Write frames as numbered Parquet parts."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, part in enumerate(parts):
        part.write_parquet(folder / f"{stem}-{number:05}.parquet")
    return folder


def loaded(document_id: str, article_id: str = "", text: str = "Text.", **article: Any) -> Tables:
    """Return the rows of one loaded document: a document, an article and the line that is its text."""
    identity = {"document_id": document_id, "article_id": article_id or f"a-{document_id}"}
    return {
        Documents: [{**identity, "source_id": "s1", "uri": f"file:///in/{document_id}.txt", "outcome": "loaded"}],
        Articles: [{**identity, "version": 1, "is_current": True, "text": text, **article}],
        Lines: [{"document_id": document_id, "line_no": 1, "raw": text, "kind": "body", "kept": True}],
        Sources: [{"source_id": "s1", "uri": "file:///in", "format": "text", "sha256": "0" * 64, "outcome": "read"}],
    }


def together(*tables: Tables) -> dict[type, list[Row]]:
    """Return the rows of several documents as one set of tables."""
    joined: dict[type, list[Row]] = {}
    for part in tables:
        for table, rows in part.items():
            joined.setdefault(table, []).extend(rows)
    return joined


def raw_of(documents: Sequence[Row]) -> pl.DataFrame:
    """Return the raw rows that documents were made from."""
    shared = set(frame_schema(RawDocuments)) & set(frame_schema(Documents))
    return frame(
        RawDocuments,
        *(
            {name: document[name] for name in shared if name in document}
            | {"content": None if document.get("reason") else f"content of {document['document_id']}"}
            for document in documents
        ),
    )


def run_row(run_id: int, **values: Any) -> Row:
    """Return the row of a run."""
    return row(Runs, **({"run_id": run_id, "outcome": "published", "settings": "{}", "stage_seconds": "{}"} | values))


def make_stage(
    folder: Path,
    tables: Tables,
    run_id: int = 1,
    last: Path | None = None,
    raw: pl.DataFrame | None = None,
    retry: bool = False,
) -> Path:
    """Build and account the stage of one run in `folder`, as the flow does."""
    raw_parts = write_parts(folder / "raw", raw_of(tables[Documents]) if raw is None else raw)
    for table, rows in tables.items():
        numbered = [{"run_id": run_id, **values} for values in rows]
        write_parts(folder / "tables" / table_name(table), frame(table, *numbered))
    admission(folder, last, retry)
    stage = folder / "stage.duckdb"
    build_stage(stage, folder / "tables", last, run_row(run_id), folder / "admitted.parquet")
    account(stage, raw_parts, folder / "admitted.parquet")
    return stage


def admission(folder: Path, last: Path | None = None, retry: bool = False) -> Admission:
    """Admit the raw parts of a run folder."""
    return admit(folder / "raw", folder / "admitted.parquet", last, retry)


def make_database(path: Path, tables: Tables, run_id: int = 1) -> Path:
    """Write rows as they are into a database that serves as the last warehouse."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_empty_database())
    with opened(path, "warehouse") as con:
        for table, rows in {Runs: [run_row(run_id)], **tables}.items():
            con.register("inserted", frame(table, *({"run_id": run_id, **values} for values in rows)))
            con.execute(f"insert into {table_name(table)} by name select * from inserted")
    return path


@cache
def _empty_database() -> bytes:
    """Return the bytes of a database with all tables and no rows, made once: that takes most of the time."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "empty.duckdb"
        with opened(path, "warehouse") as con:
            create_tables(con)
        return path.read_bytes()


def make_warehouse(folder: Path, *runs: Tables) -> Path:
    """Build a warehouse of several runs, one after the other."""
    last: Path | None = None
    for run_id, tables in enumerate(runs, start=1):
        stage = make_stage(folder / f"run-{run_id}", tables, run_id, last)
        following = folder / f"{run_id}.duckdb"
        build_next(stage, last, following, refused=[])
        last = following
    assert last is not None
    return last


def rows_of(path: Path, select: str) -> list[tuple[Any, ...]]:
    """Return the rows of a select over a database file."""
    return query(path, select).rows()


# No two runs take the same time.
TIMELESS = {
    "check_results": "select * exclude (seconds) from check_results",
    "metrics": "select * from metrics where name not similar to '(stage_seconds|documents_per_second):.*'",
}


def contents(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every table of a database file, its rows in a fixed order; how long something took is left out."""
    with opened(path, "warehouse", read_only=True) as con:
        names = con.execute("select table_name from duckdb_tables() where database_name = 'warehouse'").fetchall()
        selects = {name: f"select * from {name}" for (name,) in sorted(names)} | TIMELESS
        return {name: con.execute(f"{select} order by all").fetchall() for name, select in selects.items()}
