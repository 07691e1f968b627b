"""What is learned from: the public pages as each kind of input, and the sample corpus."""

import io
import json
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import get_args
from urllib.parse import unquote, urlsplit

import orjson

from corpus.read import read, read_records
from corpus.sources import discover, fingerprint
from flows.training.dataset import OWN, Page, Variant, defects, fold_of, make_variant
from flows.training.public_pages import SETS, PublicPages, Record
from warehouse.schema.vocabulary import BodyKind

VARIANTS = ("wet", "bs4", "trafi_recall", "inscriptis", "html")
_URI = "stdin:///"


def public(found: PublicPages) -> list[Page]:
    """Return the gold records that have a text."""
    wrong = defects()
    return [
        Page(
            key=f"{name}/{one['id']}",
            set_name=name,
            language=one["lang"],
            gold=one["gold_text"],
            title=one.get("gold_title") or "",
            fold=fold_of(site_of(one)),
            is_defective=f"{name}/{one['id']}" in wrong,
        )
        for name in SETS
        for one in found.gold(name)
        if one.get("gold_text")
    ]


def site_of(record: Record) -> str:
    """Return the site that a record's page is held out with."""
    return str(record.get("site") or urlsplit(record.get("url") or f"//{record['id']}").netloc)


def public_variant(found: PublicPages, variant: str, pages: list[Page]) -> Variant:
    """Return all public pages as one kind of input."""
    stream = io.BytesIO(b"".join(orjson.dumps(one) + b"\n" for one in _records(found, variant)))
    return make_variant(variant, read_records(stream, _URI), lambda row: row["record"], pages)


def _records(found: PublicPages, variant: str) -> Iterator[Record]:
    """Records as `newsledger clean` reads them; the id is the page's key."""
    for name in SETS:
        texts = {} if variant == "html" else found.texts(name, variant)
        for one in found.gold(name):
            content = {"html": found.markup(one)} if variant == "html" else {"text": texts.get(one["id"], "")}
            yield {"id": f"{name}/{one['id']}", "url": one.get("url"), **content}


def own(gold: Path) -> list[Page]:
    """Return the records of the sample corpus, which say line by line what is kept."""
    pages = []
    for path in sorted(gold.rglob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["outcome"] == "loaded":
            pages.append(
                Page(
                    key=f"{OWN}/{record['document']}",
                    set_name=OWN,
                    language=record["language"] or "",
                    gold="\n".join(record["text"]),
                    title=record["title"] or "",
                    fold=None,
                    kept=tuple(kind in get_args(BodyKind) for kind, _ in record["lines"]),
                )
            )
    return pages


def own_variant(documents: Path, pages: list[Page]) -> Variant:
    """Return the sample corpus as it stands."""
    sources = [fingerprint(one) for one in discover([str(documents)])]
    return make_variant(OWN, read(sources), partial(_own_key, documents.absolute()), pages)


def _own_key(documents: Path, row: dict[str, str]) -> str:
    place = Path(unquote(urlsplit(row["uri"]).path)).relative_to(documents).as_posix()
    return f"{OWN}/{place}" if row["record"] is None else f"{OWN}/{place}#{row['record']}"
