"""The findings of a run: each with what it explains, its first rows and the SQL for all of them."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import duckdb

from expectations.report.naming import naming
from expectations.report.reading import Row, rows, selected
from expectations.report.wording import between, measure
from warehouse.ddl import quoted

# Of findings that stand for themselves, and of those that one of them explains: of these a page has the SQL alone.
MOST_FINDINGS, MOST_EXPLAINED = 100, 10
FIRST_ROWS = 10
# A row of an article is wide; a page is for a look, the query for the rest.
MOST_COLUMNS = 8


@dataclass(frozen=True, slots=True)
class FirstRows:
    """The first rows of a query: names of columns, values, and the document of each row where it has one."""

    names: Sequence[str]
    values: Sequence[Sequence[Any]]
    documents: Sequence[str | None]
    error: str | None = None


_NO_ROWS = FirstRows((), (), ())


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding as the page shows it; `row` is its row of `findings`, `explained` what follows from it."""

    row: Row
    title: str
    value: str | None
    usual: str | None
    rows: FirstRows
    sql: str | None
    explained: Sequence["Finding"] = field(default=())
    explained_count: int = 0

    @property
    def anchor(self) -> str:
        """Where on the page it stands."""
        return f"finding-{self.row['finding_no']}"

    @property
    def has_documents(self) -> bool:
        """Whether any of its first rows is about a document."""
        return any(one is not None for one in self.rows.documents)

    @property
    def metric(self) -> tuple[str, str, str]:
        """Scope and name of the metric it is about."""
        return self.row["scope_kind"], self.row["scope"], self.row["name"]


@dataclass(frozen=True, slots=True)
class Findings:
    """Those to look at, worst first, and those that their owner accepts; `open_count` may be more than are shown."""

    open: Sequence[Finding]
    accepted: Sequence[Finding]
    open_count: int
    accepted_count: int

    def standing(self) -> list[Finding]:
        """Return the findings that stand for themselves."""
        return [*self.open, *self.accepted]

    def all(self) -> list[Finding]:
        """Return every finding that is shown."""
        return [*self.standing(), *(child for one in self.standing() for child in one.explained)]


def findings(con: duckdb.DuckDBPyConnection, run_id: int) -> Findings:
    """Return the findings of a run, and every failed expectation that is not among them."""
    found = rows(con, "findings", run_id=run_id, most=MOST_FINDINGS, most_explained=MOST_EXPLAINED)
    by_cause: dict[int | None, list[Row]] = {}
    for row in found:
        cause = None if row["accepted"] is not None else row["explained_by_no"]
        by_cause.setdefault(cause, []).append(row)
    top = by_cause.get(None, [])
    causes = {row["finding_no"] for row in top}
    # What follows from a finding that is not shown stands for itself.
    top += [row for cause, orphans in by_cause.items() if cause is not None and cause not in causes for row in orphans]
    shown = [
        _finding(row, _first_rows(con, row), [_finding(one, _NO_ROWS, []) for one in _explained(row, by_cause)])
        for row in top
    ]
    return Findings(
        open=[one for one in shown if one.row["accepted"] is None],
        accepted=[one for one in shown if one.row["accepted"] is not None],
        open_count=_total(row for row in top if row["accepted"] is None),
        accepted_count=_total(row for row in top if row["accepted"] is not None),
    )


def _total(found: Any) -> int:
    """Return how many there are of those in the same place, shown or not."""
    counts = {row["explained_by_no"]: row["place_count"] for row in found}
    return sum(counts.values())


def _explained(row: Row, by_cause: Mapping[int | None, Sequence[Row]]) -> Sequence[Row]:
    return by_cause.get(row["finding_no"], []) if row["accepted"] is None else []


def _finding(row: Row, first_rows: FirstRows, explained: Sequence[Finding]) -> Finding:
    unit = naming(row["name"]).unit
    return Finding(
        row=row,
        title=row["sentence"],
        value=None if row["value"] is None else measure(row["value"], unit),
        usual=between(row["low"], row["high"], unit),
        rows=first_rows,
        sql=_sql(row),
        explained=explained,
        explained_count=explained[0].row["place_count"] if explained else 0,
    )


def _sql(row: Row) -> str | None:
    """Return the query for every row of a finding."""
    if row["query"] is not None:
        return f"{_bare(row['query'])};"
    if row["kind"] == "expectation" and row["failing_count"]:
        return (
            f"select * from check_failures\nwhere run_id = {row['run_id']} and check_name = {quoted(row['name'])}\n"
            "order by failure_no;"
        )
    return None


def _first_rows(con: duckdb.DuckDBPyConnection, row: Row) -> FirstRows:
    if row["kind"] == "expectation" and row["failing_count"]:
        failing = rows(con, "failing_rows", run_id=row["run_id"], check_name=row["name"], first=FIRST_ROWS)
        if failing:
            return _table([_by_key(one) for one in failing])
    return _NO_ROWS if row["query"] is None else _queried(con, row["query"])


def _by_key(row: Row) -> Row:
    """Return a row of `check_failures` with the columns of its key apart."""
    key = json.loads(row["row_key"])
    document_id = row["document_id"] or key.get("document_id")
    return {**key, "value": row["value"], "document_id": document_id}


def _queried(con: duckdb.DuckDBPyConnection, query: str) -> FirstRows:
    """Return the first rows of a finding's own query, in its order or by all columns.

    On one thread: where its order leaves rows in any order, several would give another page every time.
    """
    order = "" if re.search(r"\border\s+by\b", query, re.IGNORECASE) else "order by all"
    con.execute("set threads = 1")
    try:
        return _table(selected(con, f"select * from ({_bare(query)}\n) {order} limit {FIRST_ROWS}"))
    except duckdb.Error as error:
        return FirstRows((), (), (), error=str(error).splitlines()[0])
    finally:
        con.execute("reset threads")


def _table(found: Sequence[Row]) -> FirstRows:
    names = [name for name in (found[0] if found else ()) if name not in ("run_id", "document_id")][:MOST_COLUMNS]
    return FirstRows(
        names=names,
        values=[[row[name] for name in names] for row in found],
        documents=[row.get("document_id") for row in found],
    )


def _bare(query: str) -> str:
    return query.strip().rstrip(";").rstrip()
