"""The numbers of a run that are watched, and what the report counts, read from the stage."""

from pathlib import Path

import polars as pl

from warehouse.connection import query
from warehouse.schema import Metrics, conform

_SQL = Path(__file__).parent / "metrics.sql"


def metrics(stage: Path, run_id: int) -> pl.DataFrame:
    """Return the rows of `metrics`: one number over all articles of the run, and one for each site."""
    counted = query(stage, _SQL.read_text(encoding="utf-8"))
    return conform(counted.with_columns(run_id=pl.lit(run_id, pl.Int64)), Metrics)


def documents(stage: Path) -> pl.DataFrame:
    """Return `document_id`, `uri`, `record`, `outcome`, `reason` of the stage's documents; no rows without a stage."""
    if not stage.exists():
        return pl.DataFrame(schema=dict.fromkeys(("document_id", "uri", "record", "outcome", "reason"), pl.String))
    return query(stage, "select document_id, uri, record, outcome, reason from documents")


def line_kinds(stage: Path) -> pl.DataFrame:
    """Return `kind`, `kept`, `line_count` of the stage's lines, blank ones left out; no rows without a stage."""
    if not stage.exists():
        return pl.DataFrame(schema={"kind": pl.String, "kept": pl.Boolean, "line_count": pl.Int64})
    return query(stage, "select kind, kept, count(*) as line_count from lines where kind <> 'blank' group by all")
