"""One writer at a time, also when runs are started by hand."""

import os
import re
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.running import RunNotBegunError
from tests.flows.pages import write_page
from tests.flows.processes import Moment, start
from tests.flows.runs import run
from tests.warehouse.rows import contents
from warehouse.lock import WarehouseLockedError, writer_lock


def test_second_run_ends_at_once_and_says_who_is_writing_since_when(prefect_server: str, tmp_path: Path) -> None:
    write_page(tmp_path / "in", "Orvik")
    command = ("run", tmp_path / "in", "--warehouse", tmp_path / "news.duckdb")
    moment = Moment("os.rename", "/raw/part-00001-00000.parquet")

    with start(*command, server=prefect_server, at=moment, end="SIGSTOP") as first:
        os.waitpid(first.pid, os.WUNTRACED)  # until it stands still
        with start(*command, server=prefect_server) as second:
            _, said = second.communicate()
        os.killpg(first.pid, signal.SIGKILL)

    assert second.returncode == 3, said
    (holder,) = re.findall(r"is being written by process (\d+) on \S+ since (\S+ \S+); wait", said)
    assert int(holder[0]) == first.pid
    assert abs(datetime.now(UTC).replace(tzinfo=None) - datetime.fromisoformat(holder[1])).total_seconds() < 600


def test_flow_itself_takes_the_lock(day: Path) -> None:
    before = contents(day / "news.duckdb")
    from flows.ingest import ingest

    with (
        writer_lock(day / "news.duckdb", datetime(2024, 3, 1)),
        pytest.raises(WarehouseLockedError, match="since 2024-03-01"),
    ):
        ingest([str(day / "in")], overrides={"warehouse": day / "news.duckdb"})

    assert contents(day / "news.duckdb") == before


def test_lock_is_looked_at_before_prefect_is_started(tmp_path: Path) -> None:
    write_page(tmp_path / "in", "Orvik")
    target = tmp_path / "news.duckdb"

    with writer_lock(target, datetime(2024, 3, 1)), pytest.raises(RunNotBegunError, match="since 2024") as refused:
        run(target, tmp_path / "in")

    assert refused.value.is_locked
