"""What was measured in one run: its row, its metrics, its findings."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.connection import WarehouseFileError, opened, statement


class RunLookupError(LookupError):
    """There is no such run, or nothing was measured in it; the message says which runs there are."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One run; `metrics` are its rows of that table.

    findings: its rows of that table, and those of the last run after it that found nothing new. last_good_at: when the
    newest run that was not refused ended, which may be a later one that found nothing new.
    """

    run: dict[str, Any]
    metrics: pl.DataFrame
    findings: pl.DataFrame
    last_good_at: datetime | None


def measured(path: Path, run_id: int | None = None) -> Measured:
    """Return what was measured in a run, the newest one with any metrics when none is named."""
    with opened(path, "warehouse", read_only=True) as con:
        try:
            found = con.execute(statement("measured_run"), {"run_id": run_id}).pl()
            if found.is_empty():
                raise RunLookupError(_nothing(con, run_id))
            run = found.row(0, named=True)
            chosen = {"run_id": run["run_id"]}
            metrics = con.execute("select * from metrics where run_id = $run_id order by all", chosen).pl()
            findings = con.execute(statement("findings_since"), chosen).pl()
            last = con.execute("select max(ended_at) from runs where outcome <> 'refused'").fetchall()[0][0]
        except (duckdb.CatalogException, duckdb.BinderException) as error:
            raise WarehouseFileError(
                f"{path} holds no measured runs of this version of newsledger: {str(error).splitlines()[0]}. "
                "Name another file; one of an older version is brought up to date by its next run"
            ) from error
    if metrics.is_empty():
        raise RunLookupError(f"nothing was measured in run {run['run_id']}, whose outcome is {run['outcome']}")
    return Measured(run, metrics, findings, last)


def _nothing(con: duckdb.DuckDBPyConnection, run_id: int | None) -> str:
    first, last = con.execute("select min(run_id), max(run_id) from runs").fetchall()[0]
    if last is None:
        return "there is no run in the warehouse yet"
    if run_id is None:
        return f"nothing was measured in any run, {first} to {last}"
    return f"there is no run {run_id} in the warehouse: its runs are {first} to {last}"
