"""One expectation as data: what must hold of one table, before any engine runs it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from warehouse.schema import Severity

Phase = Literal["rows", "accounts"]  # rows: before quarantine, by document; accounts: after it, by run
Suite = Literal["schema", "plausible", "checks"]

SQL_CHECK = "UnexpectedRowsExpectation"


@dataclass(frozen=True, slots=True)
class Expectation:
    """One fact that must hold of one table.

    `kind` and `arguments` are the class and keywords Great Expectations is called with. `rows` selects
    the wrong rows as the table's key and one more column, the value; null where Great Expectations
    writes that query itself, or where a whole table fails and no row does.
    """

    name: str
    suite: Suite
    table: str
    column: str | None
    kind: str
    arguments: Mapping[str, object]
    expected: str
    severity: Severity
    phase: Phase
    rows: str | None = None
