"""What the commands share: their options, made from the settings, and how they end.

What is imported here is what `--help` costs.
"""

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from pydantic import ValidationError

from flows import environment
from flows.settings import Settings

_OWN_CHECK = "Value error, "  # what pydantic puts before the message of a check
PUBLISHED, REFUSED, BAD_ARGUMENTS, LOCKED, FAILED = 0, 1, 2, 3, 4


def setting(name: str) -> Any:
    """Return the option of a setting, which says what the setting says of itself."""
    field = Settings.model_fields[name]
    default = False if field.default is None else str(field.default)
    flag = f"--{name.replace('_', '-')}"  # said here, so that what is true or false gets no `--no-` beside it
    return typer.Option(flag, help=f"{field.description} Or {variable(name)}.", show_default=default)


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
RefuseFindings = Annotated[bool | None, setting("refuse_findings")]
Accepted = Annotated[Path | None, setting("accepted")]
Aliases = Annotated[Path | None, setting("aliases")]
Workers = Annotated[int | None, setting("workers")]
BatchDocuments = Annotated[int | None, setting("batch_documents")]
LineBytes = Annotated[int | None, setting("line_bytes")]
TaskRunner = Annotated[str | None, setting("task_runner")]
Target = Annotated[str, typer.Option("--output", help="JSON lines, one a record, in order; - for standard output.")]
RetryQuarantine = Annotated[
    bool, typer.Option("--retry-quarantine", help="Judge the documents in quarantine again, with today's rules.")
]
AsJson = Annotated[
    bool,
    typer.Option("--json", help="Write one JSON object on standard output, for cron and CI; all else goes elsewhere."),
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
