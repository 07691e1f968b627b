"""A document as its page shows it: every line in its place, cuts and repairs inside the kept ones."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from expectations.report.kinds import FAMILIES, family
from expectations.report.reading import Row
from expectations.report.rendering import write_page
from warehouse.explain import Ledger

# A page that is made for everybody to look at ends here; one that is asked for shows the whole document.
MOST_CHARS = 200_000

_SHOWN = (
    "title", "standfirst", "kicker", "site_id", "section", "published_on", "date_role", "page_date", "dateline", "wire",
    "language", "word_count", "version", "is_current", "is_uncertain",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; `edit` is the row of what was done to it, None where it stands as it came."""

    text: str
    edit: Row | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the document, in pieces."""

    row: Row
    family: str
    pieces: Sequence[Piece]


def write_ledger(path: Path, found: Ledger, held: Row | None, most_chars: int | None) -> None:
    """Write the page of a document, up to `most_chars` characters of it; `held` is its row of `quarantine`."""
    lines, left_out = _lines(found, most_chars)
    content = None if held is None else str(held["content"])[:most_chars]
    write_page(
        path,
        "document.html",
        document=found.document,
        place=place(found.document),
        article=found.article,
        facts=[] if found.article is None else [(name, found.article[name]) for name in _SHOWN],
        lines=lines,
        left_out=left_out,
        families={one: FAMILIES[one] for one in FAMILIES if any(line.family == one for line in lines)},
        held=held,
        content=content,
        dates=list(found.dates.iter_rows(named=True)),
        statements=list(found.statements.iter_rows(named=True)),
    )


def place(document: Row) -> str:
    """Return where a document was read, as short as it can be understood."""
    name = str(document["uri"]).rsplit("/", 1)[-1]
    return f"{name}#{document['record']}" if document["record"] is not None else name


def _lines(found: Ledger, most_chars: int | None) -> tuple[list[Line], int]:
    """Return the lines that are shown, and how many are not."""
    edits = found.edits.partition_by("line_no", as_dict=True)
    shown: list[Line] = []
    for row in found.lines.iter_rows(named=True):
        if most_chars is not None and row["end"] > most_chars:
            break
        shown.append(Line(row, family(row["kind"]), list(_pieces(row, edits.get((row["line_no"],))))))
    return shown, found.lines.height - len(shown)


def _pieces(row: dict[str, Any], edits: pl.DataFrame | None) -> Iterator[Piece]:
    """Yield the stretches of a line from the left; together they are the line."""
    raw, at = row["raw"], 0
    for edit in [] if edits is None else edits.iter_rows(named=True):
        start, end = edit["start"] - row["start"], edit["end"] - row["start"]
        if start > at:
            yield Piece(raw[at:start], None)
        yield Piece(raw[start:end], edit)
        at = end
    if at < len(raw) or not raw:
        yield Piece(raw[at:], None)
