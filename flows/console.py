"""What the terminal shows: the progress of a run, its summary, a document's ledger."""

from collections.abc import Iterator
from contextlib import contextmanager

import polars as pl
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from flows.progress import watched_by
from flows.summary import COUNTS, RunSummary
from warehouse.explain import Ledger

# Colours say what a line is: kept plainly, metadata in blue, chrome by what it was.
STYLES = {
    "headline": "bold blue",
    "navigation": "yellow",
    "breadcrumb": "yellow",
    "site_template": "yellow",
    "related_link": "magenta",
    "promo": "red",
    "advert": "red",
    "share": "red",
    "comment": "bright_red",
    "comment_form": "bright_red",
    "author_bio": "cyan",
    "about_site": "cyan",
    "legal": "bright_black",
    "page_clock": "bright_black",
    "extractor_residue": "bright_black",
    "repeat": "bright_black",
    "other_chrome": "bright_black",
}
METADATA_STYLE, KEPT_STYLE = "blue", "default"


class _Bar:
    """A progress bar that watches a run."""

    def __init__(self, progress: Progress) -> None:
        self.progress = progress
        self.task: TaskID = progress.add_task("starting", total=None)

    def begin(self, stage: str, total: int | None) -> None:
        self.progress.reset(self.task, description=stage, total=total)

    def advance(self) -> None:
        self.progress.advance(self.task)


@contextmanager
def watch() -> Iterator[None]:
    """Show a progress bar on standard error while the block runs; none where that is no terminal."""
    console = Console(stderr=True)
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description:<9}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    bar = Progress(*columns, console=console, transient=True, disable=not console.is_terminal)
    with bar, watched_by(_Bar(bar)):
        yield


def show_summary(summary: RunSummary) -> None:
    """Print what a run came to, and where the warehouse and the report are."""
    console = Console(highlight=False)
    console.print(f"Run {summary.run['run_id']}: [bold]{summary.outcome}[/bold]")
    counts = Table(*(f"documents {name}" if name == COUNTS[0] else name for name in COUNTS))
    counts.add_row(*(str(summary.run[f"{name}_count"]) for name in COUNTS))
    console.print(counts)
    if summary.line_kinds.height:
        console.print(_kinds(summary.line_kinds))
    if summary.failed_checks.height:
        console.print(_checks(summary.failed_checks))
    console.print(_stages(summary))
    console.print(f"warehouse  {summary.warehouse}", soft_wrap=True)
    console.print(f"report     {summary.report or 'could not be written; the log says why'}", soft_wrap=True)


def _kinds(line_kinds: pl.DataFrame) -> Table:
    table = Table("lines kept", "", "lines dropped", "")
    parts = line_kinds.sort("line_count", "kind", descending=[True, False]).partition_by("kept", as_dict=True)
    sides = [
        [(row["kind"], str(row["line_count"])) for row in parts[key,].iter_rows(named=True)] if (key,) in parts else []
        for key in (True, False)
    ]
    for at in range(max(map(len, sides))):
        table.add_row(*(cell for side in sides for cell in (side[at] if at < len(side) else ("", ""))))
    return table


def _checks(failed: pl.DataFrame) -> Table:
    table = Table("failed expectation", "severity", "rows", "found")
    for row in failed.iter_rows(named=True):
        table.add_row(row["check_name"], row["severity"], str(row["failing_count"]), Text(row["observed"] or ""))
    return table


def _stages(summary: RunSummary) -> Table:
    table = Table("stage", "seconds", "documents/s")
    for one in summary.stages:
        rate = one.documents_per_second
        table.add_row(one.name, f"{one.seconds:.1f}", "" if rate is None else f"{rate:,.0f}")
    return table


def show_ledger(found: Ledger) -> None:
    """Print a document's lines: number, kind and reason, and the line, cut stretches struck through."""
    console = Console(highlight=False)
    document, article = found.document, found.article
    record = f"#{document['record']}" if document["record"] else ""
    console.print(f"[bold]{document['document_id']}[/bold]  {document['uri']}{record}", soft_wrap=True)
    console.print(f"outcome      {document['outcome']}" + (f": {document['reason']}" if document["reason"] else ""))
    if article:
        for name in ("title", "published_on", "date_role", "page_date", "dateline", "site_id", "language", "section"):
            if article[name] is not None:
                console.print(Text(f"{name:<13}{article[name]}"))
        console.print(f"{'kept':<13}{article['kept_ratio']:.0%} of the characters, {article['word_count']} words")
    for row in found.dates.iter_rows(named=True):
        mark = "won " if row["is_winner"] else "lost"
        console.print(Text(f"date         {mark} {row['value'] or '?'} {row['role']}: {row['reason']}", style="dim"))
    console.print()
    edits = found.edits.partition_by("line_no", as_dict=True)
    for row in found.lines.iter_rows(named=True):
        cut = edits.get((row["line_no"],))
        console.print(_line(row, cut), soft_wrap=True)
    if found.statements.height:
        console.print()
    for row in found.statements.iter_rows(named=True):
        console.print(_statement(row), soft_wrap=True)


def _statement(row: dict[str, object]) -> Text:
    """Return who says what; dim where views leave it out, with the speaker as written where that is another name."""
    who = str(row["speaker_name"] or row["speaker"] or "?")
    written = f" [{row['speaker']}]" if row["speaker"] not in (None, who) else ""
    office = ", ".join(str(row[name]) for name in ("role", "organisation", "country_code") if row[name] is not None)
    about = f" ({office})" if office else ""
    return Text.assemble(
        (f"said {row['statement_no']:>3} ", "dim"),
        (f"{row['kind']:<8} ", METADATA_STYLE),
        (f"{who}{written}{about}: ", "bold"),
        str(row["content"]).replace("\n", " "),
        (f"  ({row['rule']}, {row['confidence']:.2f})", "dim italic"),
        style="" if row["is_reported"] else "dim",
    )


def _line(row: dict[str, object], cut: pl.DataFrame | None) -> Text:
    kind = str(row["kind"])
    if kind == "blank":
        return Text(f"{row['line_no']:>4}")
    style = KEPT_STYLE if row["kept"] else STYLES.get(kind, METADATA_STYLE)
    text = Text(str(row["raw"]), style=style)
    if cut is not None:
        for edit in cut.iter_rows(named=True):
            start = int(str(row["start"]))
            text.stylize("strike red", edit["start"] - start, edit["end"] - start)
    mark = "+" if row["kept"] else "-"
    why = "" if row["kept"] else f"  ({row['reason']}, {row['confidence']:.2f})"
    return Text.assemble((f"{row['line_no']:>4} {mark} ", "dim"), (f"{kind:<17} ", style), text, (why, "dim italic"))
