"""`newsledger clean`: records in, clean records out, no warehouse.

Two passes, as in the flow: all batches are rendered into a temporary folder, the sites are surveyed over
all of them, then each batch is refined and written. Memory holds one batch, whatever the size of the input.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import orjson
import polars as pl

from corpus.read import Limits, read_records
from corpus.sources import COMPRESSIONS
from corpus.streams import Compression
from flows.settings import Settings
from flows.surveying import surveyed
from transforms.learned.model import Model
from transforms.pipeline import refine
from warehouse import schema

STDIN_URI = "stdin:///"
LINE_FIELDS = ("line_no", "start", "end", "raw", "kind", "kept", "reason", "confidence")


def open_input(name: str) -> AbstractContextManager[BinaryIO]:
    """Open a file for reading, or standard input for `-`."""
    return nullcontext(sys.stdin.buffer) if name == "-" else Path(name).open("rb")


@contextmanager
def open_output(name: str) -> Iterator[BinaryIO]:
    """Open a file for writing, or standard output for `-`. A file appears under its name when it is whole."""
    if name == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = Path(name)
    partial = target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as out:
            yield out
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many records there were, and how many of them could not be read."""

    record_count: int
    error_count: int


def compression_of(name: str) -> Compression | None:
    """Return how a file is compressed, by its name; standard input is not."""
    return COMPRESSIONS.get(Path(name).suffix.lower())


def clean_records(
    lines: BinaryIO,
    out: BinaryIO,
    settings: Settings,
    compression: Compression | None = None,
    model: Model | None = None,
) -> Cleaned:
    """Clean JSON lines, one output line for each input record, in order; model None is the one that is shipped."""
    begun = datetime.now(UTC).replace(tzinfo=None)
    limits = Limits(settings.batch_documents, settings.batch_bytes, settings.line_bytes)
    seen = Counter[str]()
    batches = _numbered(read_records(lines, STDIN_URI, limits, compression), begun, seen)
    with tempfile.TemporaryDirectory(prefix="newsledger-") as folder:
        for rendered, known in surveyed(batches, Path(folder)):
            for record in clean_rows(refine(rendered, known, run_id=1, model=model)):
                out.write(orjson.dumps(record) + b"\n")
    return Cleaned(seen["records"], seen["errors"])


def _numbered(batches: Iterable[pl.DataFrame], begun: datetime, seen: Counter[str]) -> Iterator[pl.DataFrame]:
    """Batches in which each record is a document of its own, also where the same one comes twice; count them.

    No text is younger than the moment it is read: what bounds a date where no fetch is known.
    """
    for batch in batches:
        ids = pl.int_range(seen["records"], seen["records"] + batch.height, eager=True).cast(pl.String).str.zfill(24)
        seen["records"] += batch.height
        seen["errors"] += batch["reason"].count()
        yield batch.with_columns(document_id=ids, modified_at=pl.coalesce("modified_at", pl.lit(begun)))


def clean_rows(tables: dict[type, pl.DataFrame]) -> Iterator[dict[str, object]]:
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
