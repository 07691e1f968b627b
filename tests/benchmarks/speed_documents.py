"""The documents whose cleaning is timed: public pages or, where they are not, synthetic ones; and how they are cut."""

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from corpus.read import Limits, read_records
from flows.settings import Settings
from flows.training import public_pages
from flows.training.public_pages import Record
from tests.benchmarks import generate

VARIANTS = ("trafi_recall", "wet")
SYNTHETIC_PAGES = 1200


def inputs(folder: Path) -> dict[str, list[Record]]:
    """Return the records of each input by id and address: public pages or, without them, synthetic ones."""
    public = public_pages.find(folder)
    if public is None:
        return _synthetic()
    found: dict[str, list[Record]] = {"trafi_recall": [], "wet": [], "html": []}
    for name in public_pages.SETS:
        texts = {variant: public.texts(name, variant) for variant in VARIANTS}
        for gold in public.gold(name):
            known = {"id": f"{name}-{gold['id']}", "url": gold.get("url") or f"https://{name}.example/{gold['id']}"}
            for variant, of_variant in texts.items():
                found[variant].append({**known, "text": of_variant.get(gold["id"], "")})
            found["html"].append({**known, "html": public.markup(gold)})
    return found


def _synthetic() -> dict[str, list[Record]]:
    texts = [page.record() for page in generate.pages(SYNTHETIC_PAGES)]
    markup = [
        {
            "id": one["id"],
            "url": one["url"],
            "html": "".join(f"<p>{line}</p>" for line in str(one["text"]).splitlines()),
        }
        for one in texts
    ]
    return {"trafi_recall": texts, "wet": texts, "html": markup}


def spread(records: Sequence[Record], count: int) -> list[Record]:
    """Return `count` records from all over a list."""
    return list(islice(records, 0, None, max(1, len(records) // count)))[:count]


def repeated(records: Sequence[Record], count: int) -> Iterator[Record]:
    """Yield `count` records, the given ones again and again under new ids and addresses."""
    for number, record in enumerate(islice(cycle(records), count)):
        yield {**record, "id": f"{number}-{record['id']}", "url": f"{record['url']}?{number}"}


class _Stream(io.RawIOBase):
    """A stream of lines that are made when they are read."""

    def __init__(self, lines: Iterable[bytes]) -> None:
        self.lines = iter(lines)
        self.rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.rest = self.rest or next(self.lines, b"")
        count = min(len(buffer), len(self.rest))
        buffer[:count], self.rest = self.rest[:count], self.rest[count:]
        return count


def batches(records: Iterable[Record]) -> Iterator[pl.DataFrame]:
    """Yield records as raw batches, cut as by default."""
    settings = Settings.model_validate({})
    limits = Limits(settings.batch_documents, settings.batch_bytes, settings.line_bytes)
    stream = io.BufferedReader(_Stream(orjson.dumps(record) + b"\n" for record in records))
    return read_records(stream, "stdin:///", limits)
