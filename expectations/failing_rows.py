"""Every failing row of an expectation, as rows of `check_failures`."""

import duckdb
import polars as pl

from expectations.suites import key
from warehouse.ddl import quoted
from warehouse.schema import TABLES, table_name

_TABLES = {table_name(table): table for table in TABLES}


def failing_rows(con: duckdb.DuckDBPyConnection, table: str, rows: str) -> pl.DataFrame:
    """Run the query of the wrong rows and return `row_key`, `value` and `document_id` in the order of the key.

    `rows` selects the key of the table and the value, in this order. A `document_id` that no row of
    `documents` has is left null: such a row belongs to no document that could be held back.
    """
    keys = key(_TABLES[table])
    names = ", ".join(keys)
    pairs = ", ".join(f"{quoted(name)}, {name}" for name in keys)
    document = "document_id" if "document_id" in keys else "null"
    known = f"if({document} in (select document_id from documents), {document}, null)"
    columns = f"json_object({pairs})::varchar as row_key, value::varchar as value, {known}::varchar as document_id"
    query = f"select {columns} from ({rows.strip().rstrip(';')}\n) as wrong({names}, value) order by {names}, value"
    return con.execute(query).pl()


def row_count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return the number of rows of a table."""
    (count,) = con.execute(f"select count(*) from {table}").fetchall()[0]
    return int(count)
