"""What a warehouse holds: a document, a report, the numbers of a run."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import BAD_ARGUMENTS, LOCKED, Reports, Warehouse, overrides, stop
from flows.settings import Settings


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
