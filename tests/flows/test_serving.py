"""`newsledger serve`: one process that is a working scheduler."""

import re
import signal
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.pages import write_page
from tests.flows.processes import start
from tests.warehouse.rows import rows_of

pytestmark = [pytest.mark.process, pytest.mark.validation]

PATIENCE = 150  # seconds: a cold Prefect server on a busy machine takes a minute


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.5)


def test_two_scheduled_runs_complete_and_sigterm_ends_everything(tmp_path: Path) -> None:
    write_page(tmp_path / "in", "Orvik")
    target = tmp_path / "news.duckdb"

    with start("serve", tmp_path / "in", "--every", "5s", "--warehouse", target, server=None) as serving:
        assert serving.stdout is not None
        said = serving.stdout.readline()
        wait_for(lambda: target.exists() and rows_of(target, "select count(*) from runs") >= [(2,)])
        serving.send_signal(signal.SIGTERM)
        _, errors = serving.communicate(timeout=PATIENCE)

    assert serving.returncode == 0, errors
    assert rows_of(target, "select outcome, loaded_count from runs where run_id <= 2 order by run_id") == [
        ("published", 1),
        ("unchanged", 0),
    ]
    (port,) = re.findall(r"runs every 0:00:05, Prefect UI at http://127\.0\.0\.1:(\d+)", said)
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(port))) != 0
