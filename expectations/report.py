"""The quality report of one run: one page that needs nothing but a browser."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import polars as pl
from jinja2 import Environment, PackageLoader, StrictUndefined

from expectations.gate import Verdict
from warehouse.ddl import quoted

FIRST_ROWS = 10  # of each failed expectation; the page names the query for the rest
FIRST_DOCUMENTS = 100  # of the rejected and quarantined ones, likewise

_STEPS = ("loaded", "unchanged", "quarantined", "rejected")
_SENTENCES = {
    "published": "Published: the warehouse now holds this run.",
    "unchanged": "Nothing new: the warehouse holds what it held before.",
    "refused": "Refused: the warehouse stays as it was before this run.",
}


def write_report(
    path: Path,
    run: Mapping[str, object],
    verdict: Verdict,
    database: str,
    documents: pl.DataFrame,
    line_kinds: pl.DataFrame,
    results: pl.DataFrame,
    failures: pl.DataFrame,
) -> None:
    """Write the page of one run, in one piece: a reader sees the old page or the new one.

    `run` is its row of `runs`, `database` the file that holds its rows, for the queries shown.
    `documents` are rows of `documents`, of which the rejected and quarantined are listed;
    `line_kinds` has `kind`, `kept` and `line_count`; `results` and `failures` are rows of
    `check_results` and `check_failures`, of both phases.
    """
    page = (
        _environment()
        .get_template("report.html")
        .render(
            run=run,
            sentence=_SENTENCES[str(run["outcome"])],
            verdict=verdict,
            database=database,
            steps=[(step, run[f"{step}_count"]) for step in _STEPS],
            held_back=_held_back(documents),
            held_back_count=documents.filter(pl.col("outcome") != "loaded").height,
            held_back_query=_query("documents", run, "outcome <> 'loaded'"),
            line_kinds=line_kinds.sort("kept", "line_count", "kind", descending=[True, True, False]).to_dicts(),
            result_counts=dict(results.group_by("outcome").len().iter_rows()),
            failed=list(_failed(run, results, failures)),
            stage_seconds=json.loads(str(run["stage_seconds"])),
            settings=json.loads(str(run["settings"])),
        )
    )
    _replace(path, page)


def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("expectations"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _held_back(documents: pl.DataFrame) -> list[dict[str, object]]:
    return (
        documents.filter(pl.col("outcome") != "loaded")
        .select("outcome", "uri", "record", "reason", "document_id")
        .sort("outcome", "uri", "record", "document_id")
        .head(FIRST_DOCUMENTS)
        .to_dicts()
    )


def _failed(run: Mapping[str, object], results: pl.DataFrame, failures: pl.DataFrame) -> Iterator[dict[str, object]]:
    """Give each expectation that did not pass, critical ones first, with its first rows and the query for all."""
    failed = results.filter(pl.col("outcome") != "passed").sort("severity", "check_name")
    for result in failed.iter_rows(named=True):
        name = result["check_name"]
        rows = failures.filter(pl.col("check_name") == name).sort("failure_no").head(FIRST_ROWS)
        query = _query("check_failures", run, f"check_name = {quoted(name)}")
        yield {**result, "rows": rows.to_dicts(), "query": query}


def _query(table: str, run: Mapping[str, object], condition: str) -> str:
    return f"select * from {table} where run_id = {run['run_id']} and {condition};"


def _replace(path: Path, page: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    partial.write_text(page, encoding="utf-8")
    partial.replace(path)
