import shutil
from pathlib import Path

import duckdb
import pytest

from tests.warehouse.processes import answer, python
from tests.warehouse.rows import contents, make_database, rows_of, run_row
from warehouse.admit import known_sources
from warehouse.connection import WarehouseFileError
from warehouse.lock import WarehouseLockedError
from warehouse.places import next_file, refused_files, run_folder, wal_file
from warehouse.publish import append_run, clean_leftovers, next_run_id, publish, refuse
from warehouse.schema import Documents, Runs

READER = """
import duckdb, sys
con = duckdb.connect(sys.argv[1], read_only=True)
for _ in range(2):
    print(con.execute("select list(document_id order by all) from documents").fetchone()[0], flush=True)
    input()
"""
WRITER = """
import duckdb, sys
con = duckdb.connect(sys.argv[1])
print("open", flush=True)
input()
"""


def database(path: Path, run_ids: list[int], document_id: str = "d", **run: str) -> Path:
    """Write a warehouse of some runs with one document, which tells it from others."""
    documents = [{"document_id": document_id}]
    return make_database(
        path, {Runs: [run_row(run_id, **run) for run_id in run_ids], Documents: documents}, run_ids[-1]
    )


def leave_log(target: Path, *statements: str) -> None:
    """Leave the log of a session that wrote into another file of the same name and did not end well."""
    other = target.parent / "other" / target.name
    other.parent.mkdir()
    with duckdb.connect(other) as con:
        con.execute("create table documents (document_id varchar)")
        con.execute("create table mine (x integer)")
        con.execute("checkpoint")
        for statement in statements:
            con.execute(statement)
        shutil.copy(wal_file(other), wal_file(target))
    shutil.rmtree(other.parent)


def documents(path: Path) -> list[str]:
    return [document_id for (document_id,) in rows_of(path, "select document_id from documents")]


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "news.duckdb"


def test_the_first_publish_puts_the_file_in_its_place(target: Path) -> None:
    publish(database(next_file(target), [1], "d1"), target, keep=3)
    assert documents(target) == ["d1"]
    assert sorted(path.name for path in target.parent.iterdir()) == ["news.duckdb"]


def test_what_was_published_before_is_kept_under_its_run(target: Path) -> None:
    for run_id in range(1, 5):
        publish(database(next_file(target), list(range(1, run_id + 1)), f"d{run_id}"), target, keep=2)
    kept = {path.name: documents(path) for path in sorted(target.parent.iterdir())}
    assert kept == {"news.duckdb": ["d4"], "news.duckdb.2": ["d2"], "news.duckdb.3": ["d3"]}


def test_nothing_is_kept_when_nothing_is_to_be_kept(target: Path) -> None:
    publish(database(next_file(target), [1]), target, keep=0)
    publish(database(next_file(target), [1, 2]), target, keep=0)
    assert [path.name for path in target.parent.iterdir()] == ["news.duckdb"]


def test_the_run_that_was_kept_is_the_last_one_that_was_not_refused(target: Path) -> None:
    publish(database(next_file(target), [1], "d1"), target, keep=3)
    path = make_database(next_file(target), {Runs: [run_row(1), run_row(2, outcome="refused"), run_row(3)]}, run_id=3)
    publish(path, target, keep=3)
    assert documents(target.with_name("news.duckdb.1")) == ["d1"]


def test_where_there_are_no_hard_links_a_copy_is_kept(target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(self: Path, other: Path) -> None:
        raise PermissionError("hard links are not supported here")

    monkeypatch.setattr(Path, "hardlink_to", no_links)
    publish(database(next_file(target), [1], "d1"), target, keep=1)
    publish(database(next_file(target), [1, 2], "d2"), target, keep=1)
    assert documents(target.with_name("news.duckdb.1")) == ["d1"]


@pytest.mark.process
def test_a_reader_keeps_the_old_file_and_the_next_one_sees_the_new(target: Path) -> None:
    publish(database(next_file(target), [1], "d1"), target, keep=0)
    with python(READER, target) as early:
        assert answer(early) == "['d1']"
        publish(database(next_file(target), [1, 2], "d2"), target, keep=0)
        assert answer(early, "again") == "['d1']"
        with python(READER, target) as late:
            assert answer(late) == "['d2']"


def test_a_log_that_somebody_left_beside_the_old_file_does_not_spoil_the_new(target: Path) -> None:
    database(target, [1], "d1")
    leave_log(target, "insert into mine values (1)")
    publish(database(next_file(target), [1, 2], "d2"), target, keep=1)
    assert documents(target) == ["d2"]


def test_a_run_that_changed_nothing_adds_its_row_and_keeps_what_is_kept(target: Path) -> None:
    publish(database(next_file(target), [1], "d1"), target, keep=1)
    publish(database(next_file(target), [1, 2], "d2"), target, keep=1)
    before = contents(target)
    append_run(target, run_row(3, outcome="unchanged"))
    after = contents(target)
    assert [row[0] for row in after["runs"]] == [1, 2, 3]
    assert {**after, "runs": []} == {**before, "runs": []}
    assert documents(target.with_name("news.duckdb.1")) == ["d1"]
    assert not next_file(target).exists()


def test_a_first_run_that_finds_nothing_makes_an_empty_warehouse(target: Path) -> None:
    append_run(target, run_row(1, outcome="unchanged"))
    assert rows_of(target, "select run_id, outcome from run_summaries") == [(1, "unchanged")]


def test_a_refused_warehouse_is_put_beside_and_yesterdays_stays(target: Path) -> None:
    database(target, [1], "d1")
    yesterday = target.read_bytes()
    refused = refuse(database(next_file(target), [1, 2], "d2"), target, keep=3)
    assert refused == target.with_name("news.refused-2.duckdb")
    assert documents(refused) == ["d2"]
    assert target.read_bytes() == yesterday


def test_the_newest_refused_warehouses_are_kept(target: Path) -> None:
    for run_id in range(1, 4):
        refuse(database(next_file(target), [run_id], outcome="refused"), target, keep=2)
    assert list(refused_files(target)) == [2, 3]
    refuse(database(next_file(target), [4], outcome="refused"), target, keep=0)
    assert list(refused_files(target)) == [4]


def test_runs_are_numbered_on_from_the_published_and_the_refused(target: Path) -> None:
    assert next_run_id(target) == 1
    database(target, [1, 2])
    assert next_run_id(target) == 3
    refuse(database(next_file(target), [3], outcome="refused"), target, keep=1)
    assert next_run_id(target) == 4


def test_what_a_killed_run_left_is_removed_and_nothing_else(target: Path) -> None:
    publish(database(next_file(target), [1]), target, keep=1)
    publish(database(next_file(target), [1, 2]), target, keep=1)
    refuse(database(next_file(target), [1, 3], outcome="refused"), target, keep=1)
    stays = sorted(target.parent.iterdir())
    left = [next_file(target), wal_file(next_file(target)), run_folder(target, 4)]
    left[0].write_bytes(b"half a database")
    left[1].write_bytes(b"half a log")
    (left[2] / "raw").mkdir(parents=True)
    assert clean_leftovers(target) == left
    assert sorted(target.parent.iterdir()) == stays
    assert clean_leftovers(target) == []


@pytest.mark.process
def test_a_warehouse_that_somebody_writes_to_is_reported_with_what_to_do(target: Path) -> None:
    database(target, [1])
    with python(WRITER, target) as writer:
        assert answer(writer) == "open"
        with pytest.raises(WarehouseLockedError, match=rf"PID {writer.pid}.*duckdb -readonly"):
            known_sources(target)


def test_a_file_that_is_no_database_is_reported(target: Path) -> None:
    target.write_text("not a database, but long enough to look like the head of one" * 100)
    with pytest.raises(WarehouseFileError, match="cannot be opened as a DuckDB database"):
        next_run_id(target)


def test_a_database_that_is_no_warehouse_is_reported(target: Path) -> None:
    with duckdb.connect(target) as con:
        con.execute("create table mine (x integer)")
    with pytest.raises(WarehouseFileError, match="has no table `runs`"):
        next_run_id(target)


def test_a_log_that_does_not_fit_is_reported(target: Path) -> None:
    database(target, [1])
    leave_log(target, "insert into mine values (1)")
    with pytest.raises(WarehouseFileError, match=r"move news\.duckdb\.wal away"):
        next_run_id(target)
