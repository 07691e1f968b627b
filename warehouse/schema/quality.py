"""The quality of each run: what was checked, what failed, what was held back, what is watched."""

from dataclasses import dataclass
from typing import Annotated, Literal

from warehouse.declare import Between, Key, References
from warehouse.schema.vocabulary import Count, Name, RunId, Severity, Share


@dataclass(frozen=True, slots=True)
class CheckResults:
    """One expectation in one run."""

    run_id: Annotated[int, Key(), References("runs"), "Run that checked it."]
    check_name: Annotated[str, Key(), Name, "Name of the expectation."]
    suite: Annotated[str, Name, "Suite it belongs to."]
    table_name: Annotated[str, Name, "Table it is about."]
    column_name: Annotated[str | None, "Column it is about; null for a whole row or several tables."]
    kind: Annotated[str, Name, "Type of the expectation."]
    severity: Annotated[Severity, "What a failure does: critical rows go to quarantine, warnings are reported."]
    outcome: Annotated[Literal["passed", "failed", "raised"], "How it ended; raised: it could not be evaluated."]
    expected: Annotated[str | None, "What was expected."]
    observed: Annotated[str | None, "What was found."]
    failing_count: Annotated[int, Count, "Rows that fail it."]
    failing_ratio: Annotated[float | None, Share, "Share of the table's rows that fail it."]


@dataclass(frozen=True, slots=True)
class CheckFailures:
    """One row that fails one expectation; all of them, not a sample."""

    run_id: Annotated[int, Key(), References("runs"), "Run that found it."]
    check_name: Annotated[str, Key(), Name, "Expectation that failed."]
    failure_no: Annotated[int, Key(), Between(1, None), "Number of the row among the failures."]
    table_name: Annotated[str, Name, "Table the row stands in."]
    row_key: Annotated[str, "JSON object: the row's key."]
    value: Annotated[str | None, "The value that failed."]
    document_id: Annotated[str | None, "Document the row belongs to."]


@dataclass(frozen=True, slots=True)
class Quarantine:
    """One raw document held back by a critical expectation."""

    document_id: Annotated[str, Key(), References("documents"), "The document."]
    check_names: Annotated[list[str], "Critical expectations it failed."]
    detail: Annotated[str, "First failing row: its table, key and value."]
    content: Annotated[str, "Its content as decoded, so that it can be let in later without its source."]
    record: Annotated[str, "JSON object: the other fields of the raw document."]
    rules_version: Annotated[str, Name, "Cleaning rules and model in force when it was held back."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Metrics:
    """One number watched from run to run."""

    run_id: Annotated[int, Key(), References("runs"), "Run it was measured in."]
    scope: Annotated[str, Key(), Name, "A site, or `all`."]
    name: Annotated[str, Key(), Name, "What is measured."]
    value: Annotated[float, "The value."]
