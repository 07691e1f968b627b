"""`newsledger clean`: records in, clean records out, no warehouse.

Two passes, as in the flow: all batches are rendered into a temporary folder, the sites are surveyed over
all of them, then each batch is refined and written. Memory holds one batch, whatever the size of the input.
"""

import sys
import tempfile
from collections.abc import Iterator
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
from flows.parts import RunFolder, read_rendered, write_rendered
from flows.settings import Settings
from transforms.pipeline import refine, render
from warehouse import schema
from warehouse.schema import SiteTemplates, conform
from warehouse.survey import survey

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
    lines: BinaryIO, out: BinaryIO, settings: Settings, compression: Compression | None = None
) -> Cleaned:
    """Clean JSON lines, one output line for each input record, in order."""
    begun = datetime.now(UTC).replace(tzinfo=None)
    limits = Limits(settings.batch_documents, settings.batch_bytes, settings.line_bytes)
    with tempfile.TemporaryDirectory(prefix="newsledger-") as name:
        folder = RunFolder(Path(name))
        folder.create()
        parts = []
        position = error_count = 0
        for number, batch in enumerate(read_records(lines, STDIN_URI, limits, compression)):
            part = f"part-{number:05}"
            # The same record may come twice: here each is a document of its own.
            ids = pl.int_range(position, position + batch.height, eager=True).cast(pl.String).str.zfill(24)
            # No text is younger than the moment it is read: what bounds a date where no fetch is known.
            batch = batch.with_columns(document_id=ids, modified_at=pl.coalesce("modified_at", pl.lit(begun)))
            write_rendered(render(batch), folder.rendered, part)
            parts.append(part)
            position += batch.height
            error_count += batch["reason"].count()
        if not parts:
            return Cleaned(0, 0)
        found = survey(folder.rendered, None)
        templates = conform(found.templates.with_columns(run_id=pl.lit(1, pl.Int64)), SiteTemplates)
        for part in parts:
            tables = refine(read_rendered(folder.rendered, part), templates, found.sites, run_id=1)
            for record in clean_rows(tables):
                out.write(orjson.dumps(record) + b"\n")
    return Cleaned(position, error_count)


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
        "document_id", "text", "title", date="published_on", site="site_id", language="language"
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
            "lines": row["lines"] or [],
        }
