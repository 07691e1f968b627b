"""What one run took in and added: its sources and the rows of each table that carry its number."""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse.connection import opened, statement
from warehouse.schema import TABLES, table_name


@dataclass(frozen=True, slots=True)
class Added:
    """What one run took in and added.

    sources: the first of them, with uri, format, byte_count, outcome, reason and counts; the three numbers after it are
    about all sources. row_counts: rows by table, tables without any left out.
    """

    sources: pl.DataFrame
    source_count: int
    byte_count: int
    read_count: int
    row_counts: dict[str, int]


def added(database: Path, run_id: int, most_sources: int) -> Added:
    """Return what a run took in and added, of its sources the first `most_sources`."""
    with opened(database, "warehouse", read_only=True) as con:
        run = {"run_id": run_id}
        sources = con.execute(statement("sources_of_run"), run | {"limit": most_sources}).pl()
        ((source_count, byte_count, read_count),) = con.execute(statement("sources_of_run_in_all"), run).fetchall()
        names = [table_name(table) for table in TABLES]
        rows = {
            name: con.execute(f"select count(*) from {name} where run_id = $run_id", run).fetchall()[0][0]
            for name in names
        }
    return Added(sources, source_count, byte_count, read_count, {name: count for name, count in rows.items() if count})
