"""A warehouse with twenty runs behind it, made without running any: the last one is healthy, or has planted faults."""

import json
import math
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import duckdb

from tests.expectations.stage import RUN_ID, build, identifier, insert
from tests.warehouse.rows import Row, row
from warehouse.connection import opened
from warehouse.schema import (
    TABLES,
    CheckFailures,
    CheckResults,
    Documents,
    Findings,
    Metrics,
    Quarantine,
    Runs,
    table_name,
)

LAST_RUN = 20
FIRST_DAY = datetime(2024, 3, 1, 3, 15)
SITES = ("harbour.example", "strait-monitor.example", "valley.example")
# The refused one among the earlier runs.
REFUSED_RUN = 9
DOCUMENT, HELD = identifier("one version 1"), identifier("held 1")
BAD_CHECK = "statement parts quote their article"
LONG_SITE = "the-very-long-name-of-a-regional-publication.example"

_METRICS = {
    "documents": 4200.0, "articles": 4000.0, "title_ratio": 0.97, "date_ratio": 0.86, "author_ratio": 0.61,
    "section_ratio": 0.55, "language_ratio": 1.0, "wire_ratio": 0.21, "kept_ratio": 0.71, "dropped_ratio": 0.29,
    "dropped_ratio:related_link": 0.06, "dropped_ratio:navigation": 0.05, "dropped_ratio:promo": 0.02,
    "unruled_line_ratio": 0.11, "uncertain_ratio": 0.06, "median_word_count": 412.0, "duplicate_ratio": 0.03,
    "newest_article_days": 1.0, "fetch_day_ratio": 0.02, "statements_per_article": 3.4, "unknown_speaker_ratio": 0.12,
    "quarantined_ratio": 0.004, "rejected_ratio": 0.001, "articles_ratio:en": 0.8, "articles_ratio:de": 0.1,
    "stage_seconds:refine": 31.0, "stage_seconds:expect": 12.0, "documents_per_second:refine": 135.0,
}  # fmt: skip
# What the faults of the last run do to its metrics.
_MOVED = {"date_ratio": 0.31, "newest_article_days": 6.0, "kept_ratio": 0.83, "documents": 2650.0, "articles": 2500.0}


def healthy(path: Path) -> Path:
    """Write twenty runs of which the last has nothing to look at."""
    with _twenty_runs(path) as con:
        insert(con, Metrics, list(_metrics({})))
        insert(con, CheckResults, [_result("articles have text", outcome="passed", seconds=0.02)])
    return path


def faulty(path: Path) -> Path:
    """Write twenty runs of which the last was refused: dates that vanish, a silent site, rows that fail."""
    with _twenty_runs(path) as con:
        insert(con, Metrics, list(_metrics(_MOVED)))
        insert(con, Findings, findings())
        insert(con, CheckResults, _results())
        insert(con, CheckFailures, _failures())
        _hold_back(con)
        con.execute(
            "update runs set outcome = 'refused', reason = 'Dates were found for 31% of the articles; "
            "the last 19 good runs had 84% to 88%.', read_count = 12, loaded_count = 3, unchanged_count = 4, "
            "quarantined_count = 2, rejected_count = 3 where run_id = 20"
        )
    return path


@contextmanager
def _twenty_runs(path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Build a warehouse whose documents are of the last of twenty runs."""
    build(path, ("one", "two", "three"))
    with opened(path, "warehouse") as con:
        for table in TABLES:
            con.execute(f"update {table_name(table)} set run_id = {LAST_RUN} where run_id = {RUN_ID}")
        con.execute("update articles set title = 'Talks & <b>pipelines</b>' where document_id = $1", [DOCUMENT])
        con.execute("delete from runs")
        insert(con, Runs, [_run(run_id) for run_id in range(1, LAST_RUN + 1)])
        insert(con, Documents, [_rejected(number) for number in (1, 2, 3)])
        yield con


def _run(run_id: int) -> Row:
    started_at = FIRST_DAY + timedelta(days=run_id - 1)
    return row(
        Runs, run_id=run_id, started_at=started_at, ended_at=started_at + timedelta(seconds=58),
        outcome="refused" if run_id == REFUSED_RUN else "published", source_count=95, skipped_source_count=15,
        read_count=10, loaded_count=3, unchanged_count=4, rejected_count=3, code_version="0.1.0",
        rules_version="2730f43845cb", settings=json.dumps({"warehouse": "var/news.duckdb", "reports": None, "keep": 3}),
        stage_seconds=json.dumps({"read": 0.5, "render": 4.25, "refine": 31.0, "expect": 12.0, "publish": 0.3}),
    )  # fmt: skip


def _rejected(number: int) -> Row:
    reason = "empty: the file has no bytes" if number == 3 else f"line {number}, at byte {number}90: not JSON"
    return row(
        Documents, document_id=identifier(f"rejected {number}"), article_id=identifier(f"rejected {number}"),
        source_id=identifier("one source"), uri="file:///feed/wire.jsonl", record=str(number), outcome="rejected",
        reason=reason, run_id=LAST_RUN,
    )  # fmt: skip


def _metrics(moved: Mapping[str, float]) -> Iterator[Row]:
    """Yield metrics that wander a little, the same way every time; those of the last run as they were moved."""
    for run_id in range(1, LAST_RUN + 1):
        for place, (name, value) in enumerate(_METRICS.items()):
            wandering = value * (1 + 0.02 * math.sin(run_id * 1.7 + place))
            if run_id == LAST_RUN and name in moved:
                wandering = moved[name]
            yield row(Metrics, run_id=run_id, scope_kind="run", scope="all", name=name, value=wandering)
        for place, site in enumerate((*SITES, LONG_SITE)):
            for name in ("documents", "articles", "title_ratio", "date_ratio", "author_ratio", "kept_ratio"):
                value = 900.0 / (place + 1) if name in ("documents", "articles") else 0.9 - 0.1 * place
                if run_id == LAST_RUN and moved and site == SITES[1]:
                    value = 0.0 if name in ("documents", "articles") else value / 3
                yield row(Metrics, run_id=run_id, scope_kind="site", scope=site, name=name, value=value)


def findings() -> list[Row]:
    """Return findings of every kind: explained ones, an accepted one, one whose query cannot be run."""
    undated = "select document_id, article_id, title, date_role from articles where published_on is not null"
    found = (
        {"kind": "move", "severity": "critical", "name": "date_ratio", "value": 0.31, "low": 0.84, "high": 0.88,
         "sentence": "Far fewer articles have a date: 31%, where 84% to 88% are usual", "compared_count": 18,
         "failing_count": 3, "query": undated},
        {"kind": "silence", "severity": "critical", "name": "documents", "value": 0.0, "low": 430.0, "high": 470.0,
         "scope_kind": "site", "scope": SITES[1], "compared_count": 18,
         "sentence": f"{SITES[1]} fell silent: no document, where 430 to 470 are usual"},
        {"kind": "expectation", "severity": "critical", "name": BAD_CHECK, "failing_count": 23,
         "sentence": "Statements that do not quote their article: 23 rows"},
        {"kind": "move", "severity": "warning", "name": "kept_ratio", "value": 0.83, "low": 0.69, "high": 0.74,
         "sentence": "More is kept than usual: 83% of the characters, where 69% to 74% are usual", "compared_count": 18,
         "query": "select site_id, avg(kept_ratio) as kept_ratio from articles group by all order by kept_ratio"},
        {"kind": "move", "severity": "warning", "name": "date_ratio", "value": 0.2, "low": 0.75, "high": 0.85,
         "scope_kind": "site", "scope": LONG_SITE, "explained_by_no": 1, "compared_count": 18,
         "sentence": f"Fewer articles of {LONG_SITE} have a date"},
        {"kind": "bound", "severity": "warning", "name": "newest_article_days", "value": 6.0, "high": 3.0,
         "sentence": "The newest article is 6 days old; 3 are allowed", "query": "select nothing from nowhere"},
        {"kind": "vanished_field", "severity": "warning", "name": "field_ratio:byline", "value": 0.0, "low": 0.4,
         "scope_kind": "feed", "scope": "file:///feed/wire-#.jsonl", "compared_count": 18,
         "sentence": "The field “byline” has vanished from wire-#.jsonl"},
        {"kind": "move", "severity": "warning", "name": "median_word_count", "value": 300.0, "low": 380.0,
         "sentence": "Articles are shorter: 300 words", "accepted": "The live ticker joined on 1 March."},
    )  # fmt: skip
    return [
        row(Findings, **{"scope_kind": "run", "scope": "all", "run_id": LAST_RUN, "finding_no": number, **one})
        for number, one in enumerate(found, start=1)
    ]


def _results() -> list[Row]:
    return [
        _result("articles have text", outcome="passed", seconds=0.02),
        _result(BAD_CHECK, outcome="failed", failing_count=23, seconds=1.5),
        # No finding was made of this one: the page names it all the same.
        _result("text has no entities", outcome="failed", severity="warning", failing_count=1, seconds=0.4),
    ]


def _result(name: str, **values: object) -> Row:
    return row(
        CheckResults,
        **{
            "run_id": LAST_RUN, "check_name": name, "suite": "checks", "table_name": "statements",
            "severity": "critical",
            "expected": f"What “{name}” asks for.",
            "observed": "23 of 400 rows", **values,
        },
    )  # fmt: skip


def _failures() -> list[Row]:
    shared = {"run_id": LAST_RUN, "table_name": "statements"}
    bad = [
        row(
            CheckFailures, **shared, check_name=BAD_CHECK, failure_no=number, value="<script>alert(1)</script>",
            row_key=json.dumps({"document_id": DOCUMENT, "statement_id": identifier(str(number))}),
            document_id=DOCUMENT,
        )
        for number in range(1, 24)
    ]  # fmt: skip
    one = row(
        CheckFailures, **shared, check_name="text has no entities", failure_no=1, row_key="{}", value="oil &amp; gas",
        document_id=identifier("nobody knows"),
    )  # fmt: skip
    return [*bad, one]


def _hold_back(con: duckdb.DuckDBPyConnection) -> None:
    """Put two more documents into quarantine, one of them for two reasons."""
    held = {HELD: [BAD_CHECK, "a later check"], identifier("held 2"): ["text has no entities"]}
    insert(con, Documents, [
        row(Documents, document_id=one, article_id=one, source_id=identifier("one source"),
            uri="file:///feed/held.txt", outcome="quarantined", reason="held back", run_id=LAST_RUN)
        for one in held
    ])  # fmt: skip
    insert(con, Quarantine, [
        row(Quarantine, document_id=one, check_names=names, detail="statements {}", content="“We <left>,” he said.",
            record="{}", rules_version="abc", run_id=LAST_RUN)
        for one, names in held.items()
    ])  # fmt: skip
