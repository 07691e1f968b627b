"""kill -9 in the middle of a run: yesterday's file stays, and the next run gives what it would have given anyway."""

import signal
from pathlib import Path
from typing import Any

import pytest

from tests.flows.days import second_day
from tests.flows.processes import Moment, start
from tests.flows.runs import run, without_runs

MOMENTS = {
    "after read, in render": Moment("os.rename", "/rendered/lines-part-00001-00000.parquet"),
    "in load": Moment("open", "/arrived_versions.sql"),
    "in expect": Moment("open", "/account_run.sql"),
    "in publish, building the next warehouse": Moment("open", "/supersede_versions.sql"),
    "in publish, before the rename": Moment("os.rename", "/news.duckdb"),
}


@pytest.fixture(scope="module")
def uninterrupted(first_day: Path) -> dict[str, list[tuple[Any, ...]]]:
    """The tables after the second day's run, but for `runs`."""
    day = second_day(first_day)
    run(day / "news.duckdb", day / "in")
    return without_runs(day / "news.duckdb")


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS.keys())
def test_run_after_kill_gives_the_same_tables(
    first_day: Path, prefect_server: str, uninterrupted: dict[str, list[tuple[Any, ...]]], moment: Moment
) -> None:
    day = second_day(first_day)

    with start("run", day / "in", "--warehouse", day / "news.duckdb", server=prefect_server, at=moment) as process:
        _, errors = process.communicate()
    assert process.returncode == -signal.SIGKILL, errors
    assert (day / "news.duckdb").read_bytes() == (first_day / "news.duckdb").read_bytes()

    run(day / "news.duckdb", day / "in")
    assert without_runs(day / "news.duckdb") == uninterrupted
    assert sorted(path.name for path in day.glob("news*")) == ["news.duckdb", "news.duckdb.1", "news.duckdb.lock"]
