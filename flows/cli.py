"""The command line: `newsledger run`, `clean`, `statements`, `explain`, `report`, `metrics`, `serve`.

What is imported here is what `--help` costs; Prefect and the rest are imported by the command that needs them.
"""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, redirect_stdout
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from flows.options import (
    BAD_ARGUMENTS,
    FAILED,
    LOCKED,
    PUBLISHED,
    REFUSED,
    Aliases,
    AsJson,
    BatchDocuments,
    Keep,
    LineBytes,
    Ratio,
    Reports,
    RetryQuarantine,
    Sources,
    Target,
    TaskRunner,
    Warehouse,
    Workers,
    overrides,
    stop,
)
from flows.settings import Settings

if TYPE_CHECKING:
    from corpus.streams import Compression
    from flows.records import Seen
    from flows.run_facts import RunFacts

app = typer.Typer(
    name="newsledger",
    help="Raw scraped news text to a DuckDB warehouse in which no line is ever lost. "
    "Settings come from the environment (NEWSLEDGER_*); flags win.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


@app.command()
def run(
    sources: Sources = None,
    warehouse: Warehouse = None,
    retry_quarantine: RetryQuarantine = False,
    reports: Reports = None,
    keep: Keep = None,
    max_quarantined_ratio: Ratio = None,
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


@app.command()
def clean(
    source: Annotated[
        str,
        typer.Option(
            "--input", help="JSON lines {id, text, url?} or {id, html, url?}, plain, .gz or .zst; - for standard input."
        ),
    ] = "-",
    target: Target = "-",
    batch_documents: BatchDocuments = None,
    line_bytes: LineBytes = None,
) -> None:
    """Clean records without a warehouse: the same transforms as the flow, in batches.

    Out come {id, text, title, date, authors, site, language, is_uncertain, lines}; a record that cannot be read gives
    {id, error}, and how many these were is said at the end. Exit code 2: bad arguments. 4: no record could be read.
    """
    from flows.cleaning import clean_records

    _stream(clean_records, source, target, overrides(batch_documents=batch_documents, line_bytes=line_bytes))


@app.command()
def statements(
    source: Annotated[
        str, typer.Option("--input", help="JSON lines {id, text}, plain, .gz or .zst; - for standard input.")
    ] = "-",
    target: Target = "-",
    batch_documents: BatchDocuments = None,
    line_bytes: LineBytes = None,
    confidence: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            metavar="<0 to 1>",
            help="Write all that is told, not quoted, from this confidence on; "
            "without, what is sure enough for its class.",
        ),
    ] = None,
    aliases: Aliases = None,
) -> None:
    """Find who said what in clean texts, without a warehouse. Offsets are characters of each text as given.

    Out come {id, wire, statements, mentions}, ids as text; a record that cannot be read gives {id, error}, and how
    many these were is said at the end. Exit code 2: bad arguments. 4: no record could be read.
    """
    from flows.attributing import attribute_records

    work = partial(attribute_records, confidence=confidence)
    _stream(work, source, target, overrides(aliases=aliases, batch_documents=batch_documents, line_bytes=line_bytes))


def _stream(
    work: "Callable[[BinaryIO, BinaryIO, Settings, Compression | None], Seen]",
    source: str,
    target: str,
    flags: dict[str, Any],
) -> None:
    """Take records from one file to another, or between the standard streams, and say how many could not be read."""
    from flows.records import are_same, compression_of, open_input, open_output

    if are_same(source, target):
        stop(f"--output is --input, {source}: it would be lost. Name another file for what comes out", BAD_ARGUMENTS)
    try:
        with open_input(source) as lines, open_output(target) as out:
            seen = work(lines, out, Settings(**flags), compression_of(source))
    except BrokenPipeError:
        raise typer.Exit from None
    except OSError as error:
        stop(f"{error.filename or source}: {error.strerror}", BAD_ARGUMENTS)
    if seen.error_count:
        typer.echo(f"{seen.error_count} of {seen.record_count} records could not be read", err=True)
        if seen.error_count == seen.record_count:
            raise typer.Exit(FAILED)


@app.command()
def explain(
    document: Annotated[
        str,
        typer.Argument(
            help="A document_id or its beginning, an article_id, a url, or the end of a place: page.html, a.jsonl#17."
        ),
    ],
    warehouse: Warehouse = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write a page for the browser, not to the terminal.")
    ] = None,
) -> None:
    """Show a document's ledger: every line, what it is, whether it was kept, and why."""
    from warehouse.explain import DocumentLookupError, ledger

    path = _existing_warehouse(warehouse)
    with _reading(DocumentLookupError):
        if html is not None:
            from expectations.report import write_document

            write_document(path, document, html)
        else:
            from flows.console import show_ledger

            show_ledger(ledger(path, document))


@app.command()
def report(
    run: Annotated[
        int | None, typer.Argument(metavar="RUN", help="Number of the run; the newest when not given.")
    ] = None,
    warehouse: Warehouse = None,
    reports: Reports = None,
) -> None:
    """Write the report of a run again, from the tables; of a refused run, from the file that was refused."""
    from expectations.report import UnknownRunError, write_report
    from warehouse.places import refused_files
    from warehouse.publish import next_run_id

    settings = Settings(**overrides(warehouse=warehouse, reports=reports))
    with _reading(UnknownRunError):
        run_id = next_run_id(settings.warehouse) - 1 if run is None else run
        database = refused_files(settings.warehouse).get(run_id, settings.warehouse)
        _must_exist(database)
        typer.echo(write_report(database, run_id, settings.report_folder))


def _existing_warehouse(warehouse: Path | None) -> Path:
    """Return the warehouse of a flag or the settings, which must be there to be read."""
    path = Settings(**overrides(warehouse=warehouse)).warehouse
    _must_exist(path)
    return path


def _must_exist(warehouse: Path) -> None:
    if not warehouse.exists():
        stop(
            f"no warehouse at {warehouse}: name one with --warehouse, or make one with `newsledger run`", BAD_ARGUMENTS
        )


@contextmanager
def _reading(unknown: type[Exception]) -> Iterator[None]:
    """Say what is wrong, and end, where a warehouse cannot be read or does not have what was asked for."""
    from warehouse.connection import WarehouseFileError
    from warehouse.lock import WarehouseLockedError

    try:
        yield
    except (unknown, WarehouseFileError) as error:
        stop(str(error), BAD_ARGUMENTS)
    except WarehouseLockedError as error:
        stop(str(error), LOCKED)


@app.command()
def metrics(
    warehouse: Warehouse = None,
    run_id: Annotated[
        int | None, typer.Option("--run", min=1, help="Number of the run. [default: the newest that was measured]")
    ] = None,
) -> None:
    """Write what was measured in a run as OpenMetrics text, for Prometheus and its like.

    Each metric is a gauge newsledger_<metric> with the labels scope_kind (run, site or feed), scope, and `of` for what
    stands after the colon in its name.
    """
    from flows.openmetrics import exposition
    from warehouse.measured import RunLookupError, measured

    path = _existing_warehouse(warehouse)
    with _reading(RunLookupError):
        typer.echo(exposition(measured(path, run_id)), nl=False)


@app.command()
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


if __name__ == "__main__":
    app()
