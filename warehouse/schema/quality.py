"""The quality of each run: what was checked, what failed, what was held back, what is watched."""

from dataclasses import dataclass
from typing import Annotated, Literal

from warehouse.declare import Between, Key, References
from warehouse.schema.vocabulary import Count, FindingKind, Name, RunId, ScopeKind, Severity, Share


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
    seconds: Annotated[float | None, Count, "What its validation took; null where that was not measured."]


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
    scope_kind: Annotated[ScopeKind, Key(), "Measured over the whole run, over a site, or over a feed."]
    scope: Annotated[str, Key(), Name, "`all`, a site, or a feed: files whose names differ in digits alone."]
    name: Annotated[str, Key(), Name, "What is measured; after a colon, of what: `dropped_ratio:promo`."]
    value: Annotated[float, "The value."]
    basis_count: Annotated[int, Count, "How many documents, articles or lines the value is about."]


@dataclass(frozen=True, slots=True)
class Findings:
    """One thing about a run that its owner should see."""

    run_id: Annotated[int, Key(), References("runs"), "Run it was found in."]
    finding_no: Annotated[int, Key(), Between(1, None), "Number of the finding in its run, worst first."]
    kind: Annotated[FindingKind, "What kind of finding it is."]
    severity: Annotated[Severity, "How bad it is."]
    scope_kind: Annotated[ScopeKind, "Whether it is about the whole run, a site or a feed."]
    scope: Annotated[str, Name, "`all`, the site or the feed."]
    name: Annotated[str, Name, "The metric that moved, or the expectation that failed."]
    sentence: Annotated[str, "What was found, in words."]
    value: Annotated[float | None, "The metric's value in this run."]
    low: Annotated[float | None, "Smallest value that would have been as usual."]
    high: Annotated[float | None, "Largest value that would have been as usual."]
    compared_count: Annotated[int | None, Count, "Good runs it was compared with; null where a fixed bound was broken."]
    failing_count: Annotated[int | None, Count, "Rows that fail the expectation, or that the query selects."]
    explained_by_no: Annotated[
        int | None, Between(1, None), "Finding of this run that explains it; null for one that stands for itself."
    ]
    accepted: Annotated[str | None, "Why its owner accepts it; null when nobody does."]
    query: Annotated[str | None, "SQL that selects its rows; null where there are none to show."]
