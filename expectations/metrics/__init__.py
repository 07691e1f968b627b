"""The numbers of a run that are watched, and what is counted for its summary, read from the stage."""

from collections.abc import Mapping
from pathlib import Path

import polars as pl

from warehouse.connection import attach_parts, opened, query
from warehouse.ddl import view_select
from warehouse.schema import Metrics, RawDocuments, conform, frame_schema

_FOLDER = Path(__file__).parent
_MEASURED = ("articles", "documents", "feeds", "fields", "languages", "lines", "statements")
_SHORT_SECONDS = 0.001  # a stage below that says nothing of its speed


def measure(stage: Path, raw: Path, run_id: int, stage_seconds: Mapping[str, float]) -> pl.DataFrame:
    """Return the rows of `metrics`: over the whole run, by site, and by feed.

    `raw` is the folder of the raw parts, where fields are that no table has; `stage_seconds` are the stages so far.
    """
    with opened(stage, "stage", read_only=True) as con:
        attach_parts(con, "raw_documents", raw, "*.parquet", frame_schema(RawDocuments))
        con.execute(f"create temp view source_feeds as {view_select('source_feeds')}")
        measured = [con.execute(_sql(name)).pl() for name in _MEASURED]
        (documents,) = con.execute("select count(*) from documents").fetchone() or (0,)
    columns = ["scope_kind", "scope", "name", "value", "basis_count"]
    rows = [*(frame.select(columns) for frame in measured), _stages(stage_seconds, documents).select(columns)]
    found = pl.concat(rows, how="vertical_relaxed").drop_nulls("value")
    return conform(found.with_columns(run_id=pl.lit(run_id, pl.Int64)).sort("scope_kind", "scope", "name"), Metrics)


def _sql(name: str) -> str:
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8")


def _stages(seconds: Mapping[str, float], documents: int) -> pl.DataFrame:
    """Return how long each stage took, and how many new documents a second that is."""
    rows = [(f"stage_seconds:{name}", value) for name, value in seconds.items()]
    rows += [
        (f"documents_per_second:{name}", documents / value)
        for name, value in seconds.items()
        if documents and value > _SHORT_SECONDS
    ]
    return pl.DataFrame(rows, schema={"name": pl.String, "value": pl.Float64}, orient="row").with_columns(
        scope_kind=pl.lit("run"), scope=pl.lit("all"), basis_count=pl.lit(documents, pl.Int64)
    )


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
