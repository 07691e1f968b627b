"""The command line: `newsledger run`, `clean`, `statements`, `explain`, `serve`.

What is imported here is what `--help` costs; Prefect and the rest are imported by the command that needs them.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO, NoReturn

import typer
from pydantic import ValidationError

from flows import environment
from flows.settings import Settings

if TYPE_CHECKING:
    from corpus.streams import Compression
    from flows.records import Seen

PUBLISHED, REFUSED, BAD_ARGUMENTS, LOCKED, FAILED = 0, 1, 2, 3, 4

_OWN_CHECK = "Value error, "  # what pydantic puts before the message of a check

app = typer.Typer(
    name="newsledger",
    help="Raw scraped news text to a DuckDB warehouse in which no line is ever lost. "
    "Settings come from the environment (NEWSLEDGER_*); flags win.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)


def setting(name: str) -> Any:
    """Return the option of a setting, which says what the setting says of itself."""
    field = Settings.model_fields[name]
    default = False if field.default is None else str(field.default)
    return typer.Option(help=f"{field.description} Or {variable(name)}.", show_default=default)


def variable(name: str) -> str:
    """Return the environment variable of a setting."""
    return f"{Settings.model_config['env_prefix']}{name}".upper()


Sources = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="SOURCE...",
        show_default=False,
        help="Files, folders or globs: .txt, .html, .htm, .jsonl, .ndjson (also .gz, .zst), .parquet.",
    ),
]
Warehouse = Annotated[Path | None, setting("warehouse")]
Reports = Annotated[Path | None, setting("reports")]
Keep = Annotated[int | None, setting("keep")]
Ratio = Annotated[float | None, setting("max_quarantined_ratio")]
Aliases = Annotated[Path | None, setting("aliases")]
Workers = Annotated[int | None, setting("workers")]
BatchDocuments = Annotated[int | None, setting("batch_documents")]
LineBytes = Annotated[int | None, setting("line_bytes")]
TaskRunner = Annotated[str | None, setting("task_runner")]
Target = Annotated[str, typer.Option("--output", help="JSON lines, one a record, in order; - for standard output.")]
RetryQuarantine = Annotated[
    bool, typer.Option("--retry-quarantine", help="Judge the documents in quarantine again, with today's rules.")
]


def stop(message: str, code: int) -> NoReturn:
    """Say why on standard error and end with `code`."""
    typer.secho(f"newsledger: {message}", err=True, fg=typer.colors.RED)
    raise typer.Exit(code)


def overrides(**flags: object) -> dict[str, Any]:
    """Return the flags that were given, checked against the settings."""
    given = {name: value for name, value in flags.items() if value is not None}
    if unknown := environment.unknown(set(Settings.model_fields)):
        stop(f"{', '.join(unknown)}: no such setting. See `newsledger run --help`", BAD_ARGUMENTS)
    try:
        Settings(**given)  # type: ignore[arg-type]  # pydantic checks them, and its message says what is wrong
    except ValidationError as error:
        problems = [_problem(str(one["loc"][0]), one["msg"], one["input"], given) for one in error.errors()]
        stop(f"{'; '.join(problems)}. See `newsledger run --help`", BAD_ARGUMENTS)
    return given


def _problem(name: str, message: str, value: object, given: dict[str, object]) -> str:
    """Say what is wrong with the value of a setting, and where that value was given."""
    place = f"--{name.replace('_', '-')}" if name in given else variable(name)
    if message.startswith(_OWN_CHECK):  # a check of ours, whose message says it all
        return f"{place}: {message.removeprefix(_OWN_CHECK)}"
    return f"{place} is {str(value)!r}: {message[:1].lower()}{message[1:]}"


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
) -> None:
    """Run once, here and now: read SOURCE, clean, validate, publish.

    Exit code 0: published. 1: refused by the gate. 2: bad arguments or settings. 3: another run is writing.
    4: the run failed on something else. Only 0 changes the warehouse.
    """
    from flows.console import show_summary, watch
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
    try:
        with watch():
            summary = run_once(list(sources or []), retry_quarantine, flags)
    except RunNotBegunError as problem:
        stop(str(problem), LOCKED if problem.is_locked else BAD_ARGUMENTS)
    except Exception as error:
        # Prefect has logged the traceback; a schedule must be able to tell a broken run from a refused one.
        stop(f"the run failed, nothing was published: {type(error).__name__}: {error}", FAILED)
    show_summary(summary)
    if summary.outcome == "refused":
        stop(f"refused: {summary.run['reason']}", REFUSED)


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
    {id, error}, and how many these were is said at the end.
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
            help="Write told statements from this confidence on, not only the surest.",
        ),
    ] = None,
    aliases: Aliases = None,
) -> None:
    """Find who said what in clean texts, without a warehouse. Offsets are characters of each text as given.

    Out come {id, wire, statements, mentions}; a record that cannot be read gives {id, error}, and how many these were
    is said at the end.
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
    from flows.records import compression_of, open_input, open_output

    try:
        with open_input(source) as lines, open_output(target) as out:
            seen = work(lines, out, Settings(**flags), compression_of(source))
    except BrokenPipeError:
        raise typer.Exit from None
    except OSError as error:
        stop(f"{error.filename or source}: {error.strerror}", BAD_ARGUMENTS)
    if seen.error_count:
        typer.echo(f"{seen.error_count} of {seen.record_count} records could not be read", err=True)


@app.command()
def explain(
    document: Annotated[
        str,
        typer.Argument(
            help="A document_id or its beginning, an article_id, a url, or the end of a place: page.html, a.jsonl#17."
        ),
    ],
    warehouse: Warehouse = None,
) -> None:
    """Show a document's ledger: every line, what it is, whether it was kept, and why."""
    from flows.console import show_ledger
    from warehouse.connection import WarehouseFileError
    from warehouse.explain import DocumentLookupError, ledger
    from warehouse.lock import WarehouseLockedError

    path = Settings(**overrides(warehouse=warehouse)).warehouse
    if not path.exists():
        stop(f"no warehouse at {path}: name one with --warehouse, or make one with `newsledger run`", BAD_ARGUMENTS)
    try:
        found = ledger(path, document)
    except (DocumentLookupError, WarehouseFileError) as error:
        stop(str(error), BAD_ARGUMENTS)
    except WarehouseLockedError as error:
        stop(str(error), LOCKED)
    show_ledger(found)


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
