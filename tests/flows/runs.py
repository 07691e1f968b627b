"""Runs of the flow for the tests, and what a warehouse holds afterwards."""

from pathlib import Path
from typing import Any

from flows.running import run_once
from flows.summary import COUNTS, RunSummary
from tests.warehouse.rows import contents, rows_of


def run(warehouse: Path, *sources: Path, retry_quarantine: bool = False, **settings: object) -> RunSummary:
    """Run the flow in this process."""
    return run_once([str(source) for source in sources], retry_quarantine, {"warehouse": warehouse, **settings})


def counts(summary: RunSummary) -> dict[str, object]:
    """Return the counts of a run that are not zero."""
    return {name: summary.run[f"{name}_count"] for name in COUNTS if summary.run[f"{name}_count"]}


def without_runs(warehouse: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table but `runs`."""
    return {name: rows for name, rows in contents(warehouse).items() if name != "runs"}


def outcomes(warehouse: Path) -> dict[str, str]:
    """Return what became of each document, by its place: `page.txt`, `feed.jsonl#3`."""
    place = "parse_filename(uri) || coalesce('#' || record, '')"
    return dict(rows_of(warehouse, f"select {place}, outcome from documents"))
