"""Reading `checks/*.sql`: one file, one rule, its head said in four comment lines."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast, get_args

from expectations.expectation import SQL_CHECK, Expectation, Phase
from warehouse.schema import TABLES, Severity, table_name

_HEAD = re.compile(
    r"\A-- (?P<rule>\S.*)\n-- severity: (?P<severity>\S+)\n-- table: (?P<table>\S+)\n-- phase: (?P<phase>\S+)\n"
)


class CheckFileError(ValueError):
    """A file in `checks/` whose head cannot be read."""


def read_checks(folder: Path) -> Iterator[Expectation]:
    """Read every check of a folder, by name; raises `CheckFileError` for a head that is wrong."""
    for path in sorted(folder.glob("*.sql")):
        yield _read(path)


def _read(path: Path) -> Expectation:
    text = path.read_text(encoding="utf-8")
    head = _HEAD.match(text)
    if head is None:
        raise CheckFileError(
            f"{path.name}: begin the file with `-- <the rule in one sentence>`, `-- severity: critical|warning`, "
            "`-- table: <name>`, `-- phase: rows|accounts`, one line each"
        )
    choices = {
        "severity": get_args(Severity),
        "phase": get_args(Phase),
        "table": tuple(table_name(table) for table in TABLES),
    }
    for field, allowed in choices.items():
        if head[field] not in allowed:
            raise CheckFileError(f"{path.name}: {field} is {head[field]!r}; write one of {', '.join(allowed)}")
    return Expectation(
        name=path.stem.replace("_", " "),
        suite="checks",
        table=head["table"],
        column=None,
        kind=SQL_CHECK,
        arguments={},
        expected=head["rule"],
        severity=cast(Severity, head["severity"]),
        phase=cast(Phase, head["phase"]),
        rows=text[head.end() :].strip().rstrip(";"),
    )
