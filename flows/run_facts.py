"""A run as one JSON object: what `newsledger run --json` gives to cron and CI."""

from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, TypedDict

from flows.lineage import MOST_INPUTS, RunEvent, run_event
from flows.summary import RunSummary
from warehouse.added import Added, added
from warehouse.connection import WarehouseFileError
from warehouse.lock import WarehouseLockedError
from warehouse.schema import Runs, columns

FIRST_FINDINGS = 20  # the worst; the table `findings` holds all

Outcome = Literal["published", "refused", "unchanged", "failed", "not_begun"]


class Stage(TypedDict):
    """One stage, in the order of the run."""

    name: str
    seconds: float
    document_count: int


class Finding(TypedDict):
    """One finding; see the table `findings` in the data dictionary."""

    kind: str
    severity: str
    scope_kind: str
    scope: str
    name: str
    sentence: str
    accepted: str | None


class RunFacts(TypedDict):
    """One run. What a run that failed did not get to know is null or empty; times are ISO 8601 in UTC.

    finding_count: findings that stand for themselves, of which `findings` are the worst.
    """

    run_id: int | None
    outcome: Outcome
    reason: str | None
    exit_code: int
    started_at: str | None
    ended_at: str
    counts: dict[str, int]
    stages: list[Stage]
    finding_count: int
    findings: list[Finding]
    warehouse: str
    report: str | None
    versions: dict[str, str]
    lineage: RunEvent


def facts_of(summary: RunSummary, target: Path, exit_code: int) -> RunFacts:
    """Return the facts of a run that came to its end, published or not, with what the warehouse says it took in."""
    run: dict[str, Any] = summary.run
    outcome: Outcome = run["outcome"]
    counts = {column.name: run[column.name] for column in columns(Runs) if column.name.endswith("_count")}
    ended_at = _utc(run["ended_at"])
    findings = summary.standing_findings
    return {
        "run_id": run["run_id"],
        "outcome": outcome,
        "reason": run["reason"],
        "exit_code": exit_code,
        "started_at": _utc(run["started_at"]),
        "ended_at": ended_at,
        "counts": counts,
        "stages": [
            {"name": one.name, "seconds": round(one.seconds, 3), "document_count": one.documents}
            for one in summary.stages
        ],
        "finding_count": findings.height,
        "findings": findings.head(FIRST_FINDINGS).select(*Finding.__annotations__).to_dicts(),  # type: ignore[typeddict-item]
        "warehouse": str(summary.warehouse.absolute()),
        "report": None if summary.report is None else str(summary.report.absolute()),
        "versions": {"newsledger": run["code_version"], "rules": run["rules_version"]},
        "lineage": run_event(
            "FAIL" if outcome == "refused" else "COMPLETE",
            ended_at,
            target,
            {"run_id": run["run_id"], "outcome": outcome, **counts},
            run["reason"],
            _added(summary.warehouse, run["run_id"]),
        ),
    }


def _added(database: Path, run_id: int) -> Added | None:
    """Return what the run took in and added; None where somebody has opened the file for writing since."""
    try:
        return added(database, run_id, MOST_INPUTS)
    except (WarehouseLockedError, WarehouseFileError):
        return None


def facts_without_a_run(outcome: Literal["failed", "not_begun"], reason: str, target: Path, exit_code: int) -> RunFacts:
    """Return the facts of a run that did not come to its end, or did not begin: why, and that nothing was changed."""
    ended_at = _utc(datetime.now(UTC))
    kind: Literal["FAIL", "ABORT"] = "FAIL" if outcome == "failed" else "ABORT"
    return {
        "run_id": None,
        "outcome": outcome,
        "reason": reason,
        "exit_code": exit_code,
        "started_at": None,
        "ended_at": ended_at,
        "counts": {},
        "stages": [],
        "finding_count": 0,
        "findings": [],
        "warehouse": str(target.absolute()),
        "report": None,
        "versions": {"newsledger": version("newsledger")},
        "lineage": run_event(kind, ended_at, target, {"outcome": outcome}, reason),
    }


def _utc(moment: datetime) -> str:
    """Return a moment of the tables, which hold UTC without saying so, as ISO 8601 with its zone."""
    return f"{moment.replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
