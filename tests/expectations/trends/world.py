"""A job that runs every night, as the tables it leaves: healthy, or with damage done to the last night."""

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from expectations.metrics import measure
from expectations.trends.accepted import Accepted
from expectations.trends.findings import find
from warehouse.ddl import connect, create_tables
from warehouse.schema import CheckResults, RawDocuments, frame_schema

_SQL = Path(__file__).with_name("world.sql").read_text(encoding="utf-8")
_FIRST = datetime(2024, 3, 4, 3, 15)


def started_at(run_id: int) -> datetime:
    return _FIRST + timedelta(days=run_id)


def night(folder: Path, run_id: int, damage: str = "", seconds: float = 2.0) -> pl.DataFrame:
    """Return the numbers of one night; `damage` is SQL that is run on its tables first."""
    stage = folder / f"stage-{run_id}.duckdb"
    stage.unlink(missing_ok=True)
    with connect(stage) as con:
        create_tables(con)
        values = {"run_id": run_id, "started_at": started_at(run_id)}
        for statement in _SQL.split(";\n"):
            con.execute(statement, {name: value for name, value in values.items() if f"${name}" in statement})
        if damage:
            con.execute(damage)
        records = con.execute("select source_id, url, fetched_at, extra, reason from documents").pl()
    raw = folder / "raw"
    raw.mkdir(exist_ok=True)
    schema = frame_schema(RawDocuments)
    pl.concat(
        [schema.to_frame(), records.cast({name: schema[name] for name in records.columns})], how="diagonal"
    ).write_parquet(raw / "part-0-0.parquet")
    return measure(stage, raw, run_id, {"refine": seconds})


def remember(warehouse: Path, numbers: pl.DataFrame) -> None:
    """Add one published night to the warehouse of the nights before."""
    run_id = numbers["run_id"][0]
    with connect(warehouse) as con:
        create_tables(con)
        con.execute("insert into metrics by name select * from numbers")
        con.execute(
            "insert into runs (run_id, started_at, outcome) values ($run_id, $started_at, 'published')",
            {"run_id": run_id, "started_at": started_at(run_id)},
        )


def found(
    numbers: pl.DataFrame,
    warehouse: Path | None,
    results: pl.DataFrame | None = None,
    accepted: tuple[Accepted, ...] = (),
) -> pl.DataFrame:
    """Return the findings of one night after those that the warehouse remembers."""
    run_id = numbers["run_id"][0]
    checked = frame_schema(CheckResults).to_frame() if results is None else results
    return find(numbers, warehouse, checked, run_id, started_at(run_id), accepted)


def leading(findings: pl.DataFrame) -> list[tuple[str, str, str]]:
    """Return kind, scope and name of the findings that stand for themselves."""
    return (
        findings.filter(pl.col("explained_by_no").is_null(), pl.col("accepted").is_null())
        .select("kind", "scope", "name")
        .rows()
    )
