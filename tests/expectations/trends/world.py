"""A job that runs every night, as the tables it leaves: healthy, or with damage done to the last night."""

from datetime import datetime, timedelta
from pathlib import Path

import polars as pl

from expectations.metrics import measure
from expectations.trends.accepted import Accepted
from expectations.trends.findings import find
from warehouse.ddl import connect, create_tables
from warehouse.schema import CheckResults, Findings, frame_schema

_SQL = Path(__file__).with_name("world.sql").read_text(encoding="utf-8")
_FIRST = datetime(2024, 3, 4, 3, 15)


def started_at(run_id: int) -> datetime:
    return _FIRST + timedelta(days=run_id)


def night(folder: Path, run_id: int, damage: str = "") -> pl.DataFrame:
    """Return the numbers of one night; `damage` is SQL that is run on its tables first."""
    stage = folder / f"stage-{run_id}.duckdb"
    stage.unlink(missing_ok=True)
    with connect(stage) as con:
        create_tables(con)
        values = {"run_id": run_id, "started_at": started_at(run_id)}
        for statement in _SQL.split(";\n"):
            used = {name: value for name, value in values.items() if f"${name}" in statement}
            con.execute(statement, used)
        if damage:
            con.execute(damage)
    return measure(stage, folder / "raw", run_id, {"read": 2.0})


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
    numbers: pl.DataFrame, warehouse: Path, results: pl.DataFrame | None = None, accepted: tuple[Accepted, ...] = ()
) -> pl.DataFrame:
    """Return the findings of one night after those that the warehouse remembers."""
    run_id = numbers["run_id"][0]
    checked = frame_schema(CheckResults).to_frame() if results is None else results
    assert frame_schema(Findings)
    return find(numbers, warehouse, checked, run_id, started_at(run_id), accepted)
