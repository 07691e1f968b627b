import os
import signal
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from expectations import process
from expectations.process import ValidationEndedError, validate_apart
from expectations.validate import validate
from tests.expectations.stage import RUN_ID
from warehouse.ddl import connect

PATIENCE_SECONDS = 30


def test_validation_apart_finds_what_validation_here_finds(stage: Path) -> None:
    with connect(stage) as con:
        con.execute("update lines set confidence = 1.5 where line_no = 2")
    here, apart = validate(stage, RUN_ID, "rows"), validate_apart(stage, RUN_ID, "rows")
    assert apart.phase == "rows"
    assert apart.results.drop("seconds").equals(here.results.drop("seconds"))
    assert apart.failures.equals(here.failures)
    assert apart.condemned.height == 3


def test_what_is_raised_apart_is_raised_here(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no stage at .*: load the run's rows into it"):
        validate_apart(tmp_path / "none.duckdb", RUN_ID, "rows")


@pytest.mark.process
def test_killed_validation_says_what_to_do_and_a_new_process_takes_over(stage: Path) -> None:
    process.begin()
    for child in active_children():
        child.kill()
    with pytest.raises(ValidationEndedError, match="give the job more memory, and run again"):
        validate_apart(stage, RUN_ID, "accounts")
    stage.unlink()
    with pytest.raises(FileNotFoundError):
        validate_apart(stage, RUN_ID, "accounts")


@pytest.mark.process
def test_validating_process_ends_with_a_run_that_is_killed() -> None:
    code = (
        "import os, signal; from multiprocessing import active_children; from expectations.process import begin; "
        "begin(); print(active_children()[0].pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    # Its standard error is not waited for: a process that lived on would hold it open.
    killed = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    with killed:
        assert killed.stdout is not None
        child = int(killed.stdout.readline())
        assert killed.wait() == -signal.SIGKILL
    deadline = time.monotonic() + PATIENCE_SECONDS
    while _is_running(child):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
