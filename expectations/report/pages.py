"""What is written for a run: its page, the index, and the documents that its page links to."""

import json
from collections.abc import Iterable
from pathlib import Path

import duckdb

from expectations.report.dictionary import dictionary
from expectations.report.documents import MOST_CHARS, place, write_ledger
from expectations.report.findings import Findings, findings
from expectations.report.funnel import funnel
from expectations.report.reading import Row, one, rows
from expectations.report.rendering import write_page
from expectations.report.speed import speed
from expectations.report.taken_away import taken_away
from expectations.report.trends import finding_trends, shown_runs, trends
from expectations.report.verdict import verdict
from warehouse.connection import opened
from warehouse.explain import Ledger, ledger, ledgers

MOST_SITES = 200
MOST_INDEXED_RUNS = 1000


class UnknownRunError(LookupError):
    """The database has no such run; the message says which it has."""


def write_report(database: Path, run_id: int, folder: Path) -> Path:
    """Write the page of a run into `folder`, renew the index, and return the page's path.

    All that is shown is in the tables of `database`, published or refused, which is opened for reading only; so the
    same database gives the same pages. Documents that the page links to get pages of their own, under `documents/`.
    """
    path = folder / f"{run_id}.html"
    with opened(database, "warehouse", read_only=True) as con:
        run = _run(con, run_id)
        found = findings(con, run_id)
        taken = taken_away(con, run_id)
        linked = _known(con, {*_documents(found), *(taken.documents() if taken else ())})
        runs = shown_runs(con, run_id)
        for document in ledgers(con, list(linked)):
            document_id = str(document.document["document_id"])
            write_ledger(_document_path(folder, document_id), document, _held(con, document), MOST_CHARS)
        tables, views = dictionary()
        counts = one(con, "finding_counts", run_id=run_id)
        write_page(
            path,
            "run.html",
            run=run,
            database=database.name,
            sentence=verdict(run, counts),
            counts=counts,
            funnel=funnel(con, run),
            found=found,
            finding_trends=finding_trends(con, run_id, runs, found.standing()),
            runs=runs,
            groups=trends(con, run_id, runs, found.all()),
            sites=rows(con, "sites", run_id=run_id, most=MOST_SITES),
            taken=taken,
            speed=speed(con, run),
            checks=one(con, "check_outcomes", run_id=run_id),
            settings=json.loads(run["settings"]),
            linked=linked,
            tables=tables,
            views=views,
        )
        indexed = rows(con, "runs", most=MOST_INDEXED_RUNS)
    pages = {int(page.stem) for page in folder.glob("*.html") if page.stem.isdecimal()}
    write_page(folder / "index.html", "index.html", runs=indexed, pages=pages, database=database.name)
    return path


def write_document(database: Path, document: str, path: Path) -> None:
    """Write the page of the one document that `document` names: its whole ledger, as `warehouse.explain` finds it."""
    found = ledger(database, document)
    with opened(database, "warehouse", read_only=True) as con:
        write_ledger(path, found, _held(con, found), None)


def _run(con: duckdb.DuckDBPyConnection, run_id: int) -> Row:
    found = rows(con, "run", run_id=run_id)
    if found:
        return found[0]
    known = rows(con, "runs", most=1)
    held = f"its newest run is {known[0]['run_id']}" if known else "it holds no run at all"
    raise UnknownRunError(f"there is no run {run_id}: {held}")


def _documents(found: Findings) -> Iterable[str]:
    """Yield the documents that rows of findings name."""
    for finding in found.all():
        yield from (document_id for document_id in finding.rows.documents if document_id is not None)


def _known(con: duckdb.DuckDBPyConnection, document_ids: set[str]) -> dict[str, str]:
    """Return the documents that the database has, each with a short name."""
    known = rows(con, "known_documents", document_ids=sorted(document_ids))
    return {row["document_id"]: place(row) for row in known}


def _held(con: duckdb.DuckDBPyConnection, found: Ledger) -> Row | None:
    """Return a document's row of `quarantine`, None for one that is not held back."""
    if found.document["outcome"] != "quarantined":
        return None
    return next(iter(rows(con, "quarantined", document_id=found.document["document_id"])), None)


def _document_path(folder: Path, document_id: str) -> Path:
    return folder / "documents" / f"{document_id}.html"
