"""Sources to batches: the frames that the transforms work on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import BinaryIO

import polars as pl

from corpus.identity import source_id
from corpus.jsonl import read_jsonl
from corpus.pages import read_page
from corpus.parquet import read_parquet
from corpus.reject import Origin, os_reason, rejected
from corpus.sources import Source
from corpus.streams import Compression
from warehouse.declare import frame_schema
from warehouse.schema import RawDocuments

_SCHEMA = frame_schema(RawDocuments)
_values = attrgetter(*_SCHEMA)


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is held at once: documents and bytes of content in a batch, bytes of one line or document."""

    batch_documents: int = 2000
    batch_bytes: int = 8 * 2**20
    line_bytes: int = 64 * 2**20


DEFAULT_LIMITS = Limits()
# A page's markup counts for less than text of its size: a tenth of it is lines, if so much, and those are what a batch
# holds many columns of. Batches of a few dozen pages would spend their time on what each batch costs.
MARKUP_WEIGHT = 0.25


def read(sources: Iterable[Source], limits: Limits = DEFAULT_LIMITS) -> Iterator[pl.DataFrame]:
    """Yield the documents of `sources`, in order, as batches of `RawDocuments`.

    A batch ends with the document that reaches a limit, so it depends on the files alone. Every source gives at
    least one row: what cannot be read is one with its reason.
    """
    return _batches((row for source in sources for row in _read_source(source, limits)), limits)


def read_records(
    stream: BinaryIO, uri: str, limits: Limits = DEFAULT_LIMITS, compression: Compression | None = None
) -> Iterator[pl.DataFrame]:
    """Yield the records of a stream of JSON lines, one row for each line that is not blank, in order."""
    origin = Origin(uri, source_id(uri, None), None)
    return _batches(read_jsonl(stream, origin, limits.line_bytes, compression), limits)


def _read_source(source: Source, limits: Limits) -> Iterator[RawDocuments]:
    origin = Origin(source.uri, source.source_id, source.modified_at)
    problem = source.problem
    if problem is None:
        try:
            row = None
            for row in _read_file(source, origin, limits):
                yield row
            problem = "empty: there is no record in it" if row is None else None
        except OSError as error:
            # Without a time: these are not the bytes, if any, that were looked at when the source was found.
            problem, origin = os_reason(error), origin._replace(modified_at=None)
    if problem is not None:
        yield rejected(origin, problem, place="file", byte_count=source.byte_count)


def _read_file(source: Source, origin: Origin, limits: Limits) -> Iterator[RawDocuments]:
    with source.path.open("rb") as stream:
        match source.format:
            case "text" | "html":
                yield read_page(stream, origin, source.format, limits.line_bytes, source.compression)
            case "jsonl":
                yield from read_jsonl(stream, origin, limits.line_bytes, source.compression)
            case "parquet":
                yield from read_parquet(stream, origin, source.byte_count, limits.line_bytes)


def _batches(rows: Iterable[RawDocuments], limits: Limits) -> Iterator[pl.DataFrame]:
    batch: list[RawDocuments] = []
    byte_count = 0.0
    for row in rows:
        batch.append(row)
        if row.content is not None:
            byte_count += row.byte_count * (MARKUP_WEIGHT if row.content_kind == "html" else 1)
        if len(batch) >= limits.batch_documents or byte_count >= limits.batch_bytes:
            yield _frame(batch)
            batch, byte_count = [], 0.0
    if batch:
        yield _frame(batch)


def _frame(rows: list[RawDocuments]) -> pl.DataFrame:
    columns = zip(*map(_values, rows), strict=True)
    return pl.DataFrame(dict(zip(_SCHEMA, columns, strict=True)), schema=_SCHEMA)
