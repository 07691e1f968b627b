"""Records in, records out, without a warehouse."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, BinaryIO

import typer

from flows.commands.options import BAD_ARGUMENTS, FAILED, Aliases, BatchDocuments, LineBytes, Target, overrides, stop
from flows.settings import Settings

if TYPE_CHECKING:
    from corpus.streams import Compression
    from flows.records import Seen


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
