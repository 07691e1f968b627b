"""The command line: `newsledger run`, `clean`, `statements`, `explain`, `report`, `metrics`, `serve`.

What is imported here is what `--help` costs; Prefect and the rest are imported by the command that needs them.
"""

import typer

from flows.commands.looking import explain, metrics, report
from flows.commands.running import run, serve
from flows.commands.streaming import clean, statements

app = typer.Typer(
    name="newsledger",
    help="Raw scraped news text to a DuckDB warehouse in which no line is ever lost. "
    "Settings come from the environment (NEWSLEDGER_*); flags win.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_show_locals=False,
)
for command in (run, clean, statements, explain, report, metrics, serve):
    app.command()(command)

if __name__ == "__main__":
    app()
