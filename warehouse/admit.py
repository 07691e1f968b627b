"""Which of the documents read are new, by what the last warehouse knows."""

import json
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from warehouse.connection import attach_last, attach_parts, opened, scratch, statement
from warehouse.ddl import quoted
from warehouse.schema import RawDocuments, columns, conform, frame_schema


@dataclass(frozen=True, slots=True)
class Admission:
    """What became of the raw rows of a run: `read_count` is the sum of the other three."""

    read_count: int
    new_count: int
    unchanged_count: int
    rejected_count: int


def admit(raw: Path, target: Path, last: Path | None, retry: bool = False) -> Admission:
    """Write to `target` one Parquet row per raw row, and return the counts.

    Its columns: position (reading order from 1), part and row_no (file of `raw` and row in it, from 0),
    document_id, article_id, source_id, is_rejected, is_new. A row is new when the last warehouse does
    not know its document and no earlier row of this run holds it. With `retry` a document that is in
    quarantine counts as unknown.
    """
    with scratch(target.parent) as con:
        attach_last(con, last)
        attach_parts(con, "raw_documents", raw, "*.parquet", frame_schema(RawDocuments))
        con.execute(f"create temp table admitted as {statement('admit')}", {"retry": retry})
        con.execute(f"copy (from admitted order by position) to {quoted(str(target))} (format parquet)")
        (counts,) = con.execute(statement("admission_counts")).fetchall()
    return Admission(*counts)


def quarantined_documents(last: Path) -> pl.DataFrame:
    """Return the quarantined documents as `RawDocuments`, so that they can be read again without their sources."""
    structure = {column.name: column.sql_type for column in columns(RawDocuments)}
    with opened(last, "last", read_only=True) as con:
        frame = con.execute(statement("quarantined_documents"), {"structure": json.dumps(structure)}).pl()
    return conform(frame, RawDocuments)


def known_sources(last: Path) -> pl.DataFrame:
    """Return uri, byte_count, modified_at, sha256 and outcome of the newest version of each source that has bytes.

    Beside it the code_version and the settings (JSON) of the run that read it: what could not be read then may be now.
    """
    with opened(last, "last", read_only=True) as con:
        return con.execute(statement("known_sources")).pl()
