"""One document's ledger: what became of every line, and why; and who says what in its text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from warehouse.connection import opened, statement
from warehouse.schema import ArticleDates, LineEdits, Lines, frame_schema

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
        (found,) = ledgers(con, [_identify(con, document)])
        return found


def ledgers(con: duckdb.DuckDBPyConnection, document_ids: Sequence[str]) -> Iterator[Ledger]:
    """Yield the ledgers of documents in the order of their ids; the tables are gone through once for all of them."""
    documents = _rows(con, "documents", document_ids).sort("document_id")
    articles = _by_document(_rows(con, "articles", document_ids))
    lines = _by_document(_rows(con, "lines", document_ids).sort("line_no"))
    edits = _by_document(_rows(con, "line_edits", document_ids).sort("line_no", "edit_no"))
    dates = _by_document(_rows(con, "article_dates", document_ids).sort("date_no"))
    said = con.execute(statement("document_statements"), {"document_ids": list(document_ids)}).pl()
    statements = _by_document(said)
    for document in documents.iter_rows(named=True):
        key = (document["document_id"],)
        yield Ledger(
            document=document,
            article=articles[key].row(0, named=True) if key in articles else None,
            lines=lines.get(key, frame_schema(Lines).to_frame()),
            edits=edits.get(key, frame_schema(LineEdits).to_frame()),
            dates=dates.get(key, frame_schema(ArticleDates).to_frame()),
            statements=statements.get(key, said.clear()),
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


def _rows(con: duckdb.DuckDBPyConnection, table: str, document_ids: Sequence[str]) -> pl.DataFrame:
    """Return the rows of documents in one table."""
    select = f"select * from {table} where document_id in (select unnest($document_ids::varchar[]))"
    return con.execute(select, {"document_ids": list(document_ids)}).pl()


def _by_document(rows: pl.DataFrame) -> dict[tuple[object, ...], pl.DataFrame]:
    return rows.partition_by("document_id", as_dict=True)
