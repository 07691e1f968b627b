"""The warehouse of one very large run, straight from SQL: everything its report reads is there, no text was cleaned.

Thirty lines a document, 20,000 sites, twenty runs of metrics, 300 findings. Statements, dates and names are left out:
a report reads them only for the few documents that it links to.
"""

from pathlib import Path

from warehouse.connection import opened
from warehouse.ddl import create_tables, create_views
from warehouse.schema import (
    Articles,
    CheckFailures,
    CheckResults,
    Documents,
    Findings,
    LineEdits,
    Lines,
    Metrics,
    Quarantine,
    Runs,
    table_name,
)

RUN_ID = 20

_SQL = Path(__file__).parent / "large_run"
_TABLES = (
    Documents, Lines, LineEdits, Articles, Quarantine, Runs, Metrics, CheckResults, CheckFailures, Findings,
)  # fmt: skip


def write(path: Path, documents: int) -> Path:
    """Write the warehouse to `path` and return it."""
    with opened(path, "warehouse") as con:
        create_tables(con)
        for table in _TABLES:
            name = table_name(table)
            select = (_SQL / f"{name}.sql").read_text(encoding="utf-8")
            con.execute(
                f"insert into {name} by name {select}", {"documents": documents} if "$documents" in select else {}
            )
        create_views(con)
        con.execute("checkpoint warehouse")
    return path
