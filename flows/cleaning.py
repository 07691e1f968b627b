"""`newsledger clean`: records in, clean records out, no warehouse.

Two passes, as in the flow: all batches are rendered into a temporary folder, the sites are surveyed over
all of them, then each batch is refined and written. Memory holds one batch, whatever the size of the input.
"""

import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import polars as pl

from corpus.streams import Compression
from flows.records import Record, Records, Seen, write_records
from flows.settings import Settings
from flows.surveying import surveyed
from transforms.learned.model import Model
from transforms.pipeline import refine
from warehouse import schema

LINE_FIELDS = ("line_no", "start", "end", "raw", "kind", "kept", "reason", "confidence")


def clean_records(
    lines: BinaryIO,
    out: BinaryIO,
    settings: Settings,
    compression: Compression | None = None,
    model: Model | None = None,
) -> Seen:
    """Clean JSON lines, one output line for each input record, in order; model None is the one that is shipped."""
    begun = datetime.now(UTC).replace(tzinfo=None)
    records = Records(lines, settings, compression)
    with tempfile.TemporaryDirectory(prefix="newsledger-") as folder:
        for rendered, known in surveyed(_bounded(records.batches(), begun), Path(folder)):
            write_records(clean_rows(refine(rendered, known, run_id=1, model=model)), out)
    return records.seen


def _bounded(batches: Iterable[pl.DataFrame], begun: datetime) -> Iterator[pl.DataFrame]:
    """No text is younger than the moment it is read: what bounds a date where no fetch is known."""
    for batch in batches:
        yield batch.with_columns(modified_at=pl.coalesce("modified_at", pl.lit(begun)))


def clean_rows(tables: dict[type, pl.DataFrame]) -> Iterator[Record]:
    """Yield one clean record for each document of a refined batch, in order."""
    names = tables[schema.Authors].select("author_id", "name").unique("author_id")
    authors = (
        tables[schema.ArticleAuthors]
        .join(names, on="author_id", how="left", maintain_order="left")
        .group_by("document_id", maintain_order=True)
        .agg(authors=pl.col("name"))
    )
    lines = tables[schema.Lines].group_by("document_id", maintain_order=True).agg(lines=pl.struct(LINE_FIELDS))
    articles = tables[schema.Articles].select(
        "document_id", "text", "title", "language", "is_uncertain", date="published_on", site="site_id"
    )
    rows = tables[schema.Documents].select("document_id", "record", "reason")
    for frame in (articles, authors, lines):
        rows = rows.join(frame, on="document_id", how="left", maintain_order="left")
    for row in rows.iter_rows(named=True):
        if row["reason"] is not None:
            yield {"id": row["record"], "error": row["reason"]}
            continue
        yield {
            "id": row["record"],
            "text": row["text"],
            "title": row["title"],
            "date": row["date"],
            "authors": row["authors"] or [],
            "site": row["site"],
            "language": row["language"],
            "is_uncertain": row["is_uncertain"],
            "lines": row["lines"] or [],
        }
