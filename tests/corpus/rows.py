"""Read files the way the flow does, and give the rows back as dictionaries."""

from io import BytesIO
from pathlib import Path
from typing import Any

from corpus.read import DEFAULT_LIMITS, Limits, read, read_records
from corpus.sources import discover, fingerprint

Row = dict[str, Any]


def rows_of(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Row]:
    sources = [fingerprint(source) for source in discover([str(path)])]
    return [row for batch in read(sources, limits) for row in batch.to_dicts()]


def rows_of_lines(data: bytes, limits: Limits = DEFAULT_LIMITS) -> list[Row]:
    return [row for batch in read_records(BytesIO(data), "stdin:///", limits) for row in batch.to_dicts()]
