import os
from datetime import datetime
from pathlib import Path

import pytest

from tests.warehouse.processes import answer, python
from warehouse.lock import WarehouseLockedError, refuse_if_locked, writer_lock

SINCE = datetime(2024, 3, 1, 3, 15)
HOLDER = """
import sys
from datetime import datetime
from pathlib import Path
from warehouse.lock import writer_lock
with writer_lock(Path(sys.argv[1]), datetime(2024, 3, 1, 3, 15)):
    print("held", flush=True)
    input()
print("released", flush=True)
"""


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "var" / "news.duckdb"


@pytest.mark.process
def test_a_second_writer_is_told_who_holds_the_lock_since_when(target: Path) -> None:
    with python(HOLDER, target) as holder:
        assert answer(holder) == "held"
        with (
            pytest.raises(WarehouseLockedError, match=rf"process {holder.pid} on \S+ since 2024-03-01 03:15:00"),
            writer_lock(target, SINCE),
        ):
            pass
        assert answer(holder, "let go") == "released"
        with writer_lock(target, SINCE):
            pass


@pytest.mark.process
def test_the_lock_of_a_killed_writer_is_free(target: Path) -> None:
    with python(HOLDER, target) as holder:
        assert answer(holder) == "held"
        holder.kill()
        holder.wait()
        with writer_lock(target, SINCE):
            pass


def test_the_lock_holds_within_one_process_too(target: Path) -> None:
    with (
        writer_lock(target, SINCE),
        pytest.raises(WarehouseLockedError, match=f"process {os.getpid()} "),
        writer_lock(target, SINCE),
    ):
        pass


def test_an_error_under_the_lock_lets_go_of_it(target: Path) -> None:
    with pytest.raises(ZeroDivisionError), writer_lock(target, SINCE):
        raise ZeroDivisionError
    with writer_lock(target, SINCE):
        pass


def test_a_holder_that_has_not_signed_yet_is_named_as_such(target: Path) -> None:
    with writer_lock(target, SINCE):
        target.with_name("news.duckdb.lock").write_text("")
        with pytest.raises(WarehouseLockedError, match="a process that has just begun"), writer_lock(target, SINCE):
            pass


def test_whether_the_lock_is_held_can_be_asked_without_taking_it(target: Path) -> None:
    refuse_if_locked(target)
    assert not target.parent.exists()
    with writer_lock(target, SINCE), pytest.raises(WarehouseLockedError, match=f"process {os.getpid()} "):
        refuse_if_locked(target)
    refuse_if_locked(target)
    with writer_lock(target, SINCE):
        pass


def test_two_warehouses_have_two_locks(target: Path) -> None:
    with writer_lock(target, SINCE), writer_lock(target.with_name("other.duckdb"), SINCE):
        pass
