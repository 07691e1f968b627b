"""Runs of the flow: once, or on a schedule."""

import json
import sys
from contextlib import nullcontext, redirect_stdout
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import (
    BAD_ARGUMENTS,
    FAILED,
    LOCKED,
    PUBLISHED,
    REFUSED,
    Accepted,
    Aliases,
    AsJson,
    BatchDocuments,
    Keep,
    LineBytes,
    Ratio,
    RefuseFindings,
    Reports,
    RetryQuarantine,
    Sources,
    TaskRunner,
    Warehouse,
    Workers,
    overrides,
    stop,
)
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.run_facts import RunFacts


def run(
    sources: Sources = None,
    warehouse: Warehouse = None,
    retry_quarantine: RetryQuarantine = False,
    reports: Reports = None,
    keep: Keep = None,
    max_quarantined_ratio: Ratio = None,
    refuse_findings: RefuseFindings = None,
    accepted: Accepted = None,
    aliases: Aliases = None,
    workers: Workers = None,
    batch_documents: BatchDocuments = None,
    line_bytes: LineBytes = None,
    task_runner: TaskRunner = None,
    as_json: AsJson = False,
) -> None:
    """Run once, here and now: read SOURCE, clean, validate, publish.

    Exit code 0: published. 1: refused by the gate. 2: bad arguments or settings. 3: another run is writing.
    4: the run failed on something else. Only 0 changes the warehouse.
    """
    from flows.console import show_summary, watch
    from flows.run_facts import facts_of, facts_without_a_run
    from flows.running import RunNotBegunError, run_once

    flags = overrides(
        warehouse=warehouse,
        reports=reports,
        keep=keep,
        max_quarantined_ratio=max_quarantined_ratio,
        refuse_findings=refuse_findings,
        accepted=accepted,
        aliases=aliases,
        workers=workers,
        batch_documents=batch_documents,
        line_bytes=line_bytes,
        task_runner=task_runner,
    )
    if not sources and not retry_quarantine:
        stop("no SOURCE given: name files, folders or globs, or use --retry-quarantine", BAD_ARGUMENTS)
    target = Settings(**flags).warehouse
    try:
        with watch(), redirect_stdout(sys.stderr) if as_json else nullcontext():
            summary = run_once(list(sources or []), retry_quarantine, flags)
    except RunNotBegunError as problem:
        code = LOCKED if problem.is_locked else BAD_ARGUMENTS
        if as_json:
            _write_json(facts_without_a_run("not_begun", str(problem), target, code))
        stop(str(problem), code)
    except Exception as error:
        # Prefect has logged the traceback; a schedule must be able to tell a broken run from a refused one.
        reason = f"{type(error).__name__}: {error}"
        if as_json:
            _write_json(facts_without_a_run("failed", reason, target, FAILED))
        stop(f"the run failed, nothing was published: {reason}", FAILED)
    code = REFUSED if summary.outcome == "refused" else PUBLISHED
    if as_json:
        _write_json(facts_of(summary, target, code))
    else:
        show_summary(summary)
    if code == REFUSED:
        stop(f"refused: {summary.run['reason']}", REFUSED)


def _write_json(facts: "RunFacts") -> None:
    typer.echo(json.dumps(facts, ensure_ascii=False))


def serve(
    sources: Sources = None,
    warehouse: Warehouse = None,
    cron: Annotated[str | None, typer.Option(help='When to run, as cron: "15 3 * * *".')] = None,
    every: Annotated[str | None, typer.Option(help="How often to run: 6h, 30m, 1d, 20s.")] = None,
    timezone: Annotated[str, typer.Option(help="Time zone of --cron.")] = "UTC",
    port: Annotated[
        int | None, typer.Option(help="Port of the Prefect server started here. [default: 4200 if free]")
    ] = None,
    reports: Reports = None,
    keep: Keep = None,
    max_quarantined_ratio: Ratio = None,
    refuse_findings: RefuseFindings = None,
    accepted: Accepted = None,
    aliases: Aliases = None,
    workers: Workers = None,
    batch_documents: BatchDocuments = None,
    line_bytes: LineBytes = None,
    task_runner: TaskRunner = None,
) -> None:
    """Run on a schedule until stopped: one process that is a working scheduler.

    Starts a Prefect server of its own on loopback when PREFECT_API_URL is not set. SIGTERM or Ctrl-C ends it.
    """
    from flows.schedule import BadScheduleError, parse_schedule

    flags = overrides(
        warehouse=warehouse,
        reports=reports,
        keep=keep,
        max_quarantined_ratio=max_quarantined_ratio,
        refuse_findings=refuse_findings,
        accepted=accepted,
        aliases=aliases,
        workers=workers,
        batch_documents=batch_documents,
        line_bytes=line_bytes,
        task_runner=task_runner,
    )
    if not sources:
        stop("no SOURCE given: name files, folders or globs", BAD_ARGUMENTS)
    try:
        schedule = parse_schedule(cron, every, timezone)
    except BadScheduleError as error:
        stop(str(error), BAD_ARGUMENTS)
    from flows.serving import serve_forever

    serve_forever(list(sources), flags, schedule, port)
