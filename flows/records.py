"""JSON lines in, JSON lines out: what the commands without a warehouse share."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import orjson
import polars as pl

from corpus.read import Limits, read_records
from corpus.sources import COMPRESSIONS
from corpus.streams import Compression
from flows.settings import Settings

STDIN_URI = "stdin:///"

Record = dict[str, object]


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


def are_same(source: str, target: str) -> bool:
    """Whether two names are one file, also by way of a link; standard streams are none."""
    if "-" in (source, target):
        return False
    try:
        return Path(source).samefile(target)
    except OSError:  # one of them is not there
        return False


def compression_of(name: str) -> Compression | None:
    """Return how a file is compressed, by its name; standard input is not."""
    return COMPRESSIONS.get(Path(name).suffix.lower())


@dataclass
class Seen:
    """How many records there were so far, and how many of them could not be read."""

    record_count: int = 0
    error_count: int = 0


@dataclass(frozen=True)
class Records:
    """JSON lines as batches of RawDocuments, counted as they are read."""

    lines: BinaryIO
    settings: Settings
    compression: Compression | None = None
    seen: Seen = field(default_factory=Seen)

    def batches(self) -> Iterator[pl.DataFrame]:
        """Yield the batches. Each record is a document of its own, also where the same one comes twice."""
        limits = Limits(self.settings.batch_documents, self.settings.batch_bytes, self.settings.line_bytes)
        for batch in read_records(self.lines, STDIN_URI, limits, self.compression):
            first = self.seen.record_count
            ids = pl.int_range(first, first + batch.height, eager=True).cast(pl.String).str.zfill(24)
            self.seen.record_count += batch.height
            self.seen.error_count += batch["reason"].count()
            yield batch.with_columns(document_id=ids)


def write_records(records: Iterable[Record], out: BinaryIO) -> None:
    """Write records as JSON lines."""
    for record in records:
        out.write(orjson.dumps(record) + b"\n")
