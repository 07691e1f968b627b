"""Telling Prefect how a run ended: artifacts for who looks at it, an event for who is to be told.

A warehouse that is published stays so when the server is gone by then: that is logged, and the run is none the worse.
"""

import logging
from pathlib import Path
from typing import Any, get_args

import httpx
import polars as pl
from prefect.artifacts import create_link_artifact, create_markdown_artifact, create_table_artifact
from prefect.events import emit_event

from flows.summary import COUNTS, RunSummary
from warehouse.schema.vocabulary import Severity

SUMMARY, FINDINGS, REPORT = "newsledger-run", "newsledger-findings", "newsledger-report"
SEVERITIES = get_args(Severity)  # the worst first
TABLE_ROWS = 100  # more is not read in a table without a search: the report and the warehouse hold all
EVENT_SENTENCES = 10  # as many as a message by mail or chat can carry


def announce(summary: RunSummary, target: Path, logger: logging.Logger | logging.LoggerAdapter[Any]) -> None:
    """Show the summary, the findings and the way to the report among the run's artifacts, and send the event."""
    _emit(summary, target)
    try:
        _show(summary)
    except httpx.HTTPError as error:
        logger.warning("the run is over, but Prefect could not be shown its summary: %s", error)


def _show(summary: RunSummary) -> None:
    create_markdown_artifact(summary.markdown(), key=SUMMARY, description="What became of the documents of this run")
    # Also without any: Prefect shows the newest artifact of a key, which would else be one of an earlier run.
    create_table_artifact(_table(summary.findings), key=FINDINGS, description=_heading(summary.findings.height))
    if summary.report is not None:
        create_link_artifact(
            summary.report.absolute().as_uri(),
            link_text=f"Report of run {summary.run['run_id']}",
            key=REPORT,
            description="The quality report. A browser opens no local file from a link on a page: copy the address.",
        )


def _table(findings: pl.DataFrame) -> list[dict[str, Any]]:
    """Return the first findings, worst first, as rows for the eye."""
    columns = {
        "no": pl.col("finding_no"),
        "severity": pl.col("severity"),
        "where": pl.when(pl.col("scope_kind") == "run").then(pl.lit("run")).otherwise("scope"),
        "what": pl.col("name"),
        "found": pl.col("sentence"),
        "rows": pl.col("failing_count"),
        "explained by": pl.col("explained_by_no"),
        "accepted": pl.col("accepted"),
    }
    return findings.sort("finding_no").head(TABLE_ROWS).select(**columns).to_dicts()


def _heading(count: int) -> str:
    if count == 0:
        return "Nothing that the owner should see."
    shown = f" The first {TABLE_ROWS} are here; the table `findings` holds all." if count > TABLE_ROWS else ""
    return f"{count} finding{'s' if count > 1 else ''}, worst first.{shown}"


def _emit(summary: RunSummary, target: Path) -> None:
    """Send `newsledger.run.<outcome>`. Prefect adds the flow run and its deployment to it as related resources."""
    carried = payload(summary)
    resource = {
        "prefect.resource.id": f"newsledger.warehouse.{target.stem}",
        "prefect.resource.name": str(target),
        # Automations choose by the labels of a resource, never by a payload.
        "newsledger.worst-finding": next((one for one in SEVERITIES if carried[f"{one}_count"]), "none"),
    }
    emit_event(event=f"newsledger.run.{summary.outcome}", resource=resource, payload=carried)


def payload(summary: RunSummary) -> dict[str, Any]:
    """Return what the event carries: the counts, and what a message to the owner says.

    Findings that are accepted, or that another one explains, are neither counted nor told.
    """
    open_findings = summary.standing_findings.filter(pl.col("accepted").is_null())
    return {
        "run_id": summary.run["run_id"],
        "reason": summary.run["reason"],
        **{f"{name}_count": summary.run[f"{name}_count"] for name in COUNTS},
        **{f"{severity}_count": open_findings.filter(pl.col("severity") == severity).height for severity in SEVERITIES},
        "findings": open_findings.get_column("sentence").head(EVENT_SENTENCES).to_list(),
        "warehouse": str(summary.warehouse.absolute()),
        "report": None if summary.report is None else summary.report.absolute().as_uri(),
    }
