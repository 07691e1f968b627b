"""One document's ledger: what became of every line, and why; and who says what in its text."""

from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connection import opened, statement

# An error that lists more is not read.
_LISTED = 10


class DocumentLookupError(LookupError):
    """The name given fits no document, or several; the message says which, or how to look."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A document's rows, the frames in the order of the document; `article` is None when it was not loaded."""

    document: dict[str, object]
    article: dict[str, object] | None
    lines: pl.DataFrame
    edits: pl.DataFrame
    dates: pl.DataFrame
    statements: pl.DataFrame


def ledger(target: Path, document: str) -> Ledger:
    """Return the ledger of the one document that `document` names.

    It may be a document_id or the beginning of one, an article_id, a url, or the end of the place it was
    read from: `page.html`, `feed.jsonl#17`. Of several versions of one article the newest is meant.
    """
    with opened(target, "warehouse", read_only=True) as con:
        document_id = _identify(con, document)
        found = _rows(con, "documents", document_id)
        articles = _rows(con, "articles", document_id)
        return Ledger(
            document=found.row(0, named=True),
            article=articles.row(0, named=True) if articles.height else None,
            lines=_rows(con, "lines", document_id).sort("line_no"),
            edits=_rows(con, "line_edits", document_id).sort("line_no", "edit_no"),
            dates=_rows(con, "article_dates", document_id).sort("date_no"),
            statements=con.execute(statement("document_statements"), {"document_id": document_id}).pl(),
        )


def _identify(con: duckdb.DuckDBPyConnection, document: str) -> str:
    """Return the id of the one document that is meant."""
    matches = con.execute(statement("matching_documents"), {"document": document}).pl()
    if matches.height == 1:
        return str(matches.item(0, "document_id"))
    if matches.is_empty():
        raise DocumentLookupError(
            f"no document is called {document!r}; give a document_id or its beginning, an article_id, a url, "
            "or the end of its place such as `page.html` or `feed.jsonl#17`. "
            "To look for one: select document_id, uri, record, url from documents where uri like '%page%'"
        )
    listed = [f"  {row['document_id']}  {row['place']}" for row in matches.head(_LISTED).iter_rows(named=True)]
    more = [f"  and {matches.height - _LISTED} more"] if matches.height > _LISTED else []
    raise DocumentLookupError("\n".join([f"{matches.height} documents fit {document!r}; name one:", *listed, *more]))


def _rows(con: duckdb.DuckDBPyConnection, table: str, document_id: str) -> pl.DataFrame:
    """Return the document's rows of one table."""
    return con.execute(f"select * from {table} where document_id = $document_id", {"document_id": document_id}).pl()
