"""The command line in a process of its own, which can be made to die or to stop at an exact moment of a run."""

import os
import subprocess
import sys
from dataclasses import dataclass

from tests.conftest import ROOT

# Python tells an audit hook of each file it opens or renames, before it does: those are the moments.
_INTERRUPTED = """
import os, signal, sys
event, name, end, *sys.argv = sys.argv[1:]
def interrupt(seen, details):
    if seen == event and any(str(one).endswith(name) for one in details):
        os.killpg(0, getattr(signal, end))
sys.addaudithook(interrupt)
from flows.cli import app
app()
"""


@dataclass(frozen=True)
class Moment:
    """The moment before a file is opened or renamed whose path, or new path, ends in `name`."""

    event: str
    name: str


def start(
    *arguments: object, server: str | None, at: Moment | None = None, end: str = "SIGKILL"
) -> "subprocess.Popen[str]":
    """Start `newsledger` in a process group of its own, to which the signal `end` is sent at the moment `at`."""
    code = ["-m", "flows.cli"] if at is None else ["-c", _INTERRUPTED, at.event, at.name, end, "newsledger"]
    return subprocess.Popen(
        [sys.executable, *code, *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | ({} if server is None else {"PREFECT_API_URL": server}),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
