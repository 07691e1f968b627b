from pathlib import Path

import polars as pl

from tests.warehouse.rows import (
    contents,
    loaded,
    make_database,
    make_stage,
    make_warehouse,
    raw_of,
    rows_of,
    run_row,
    together,
)
from warehouse.connection import opened
from warehouse.merge import build_next, build_unchanged
from warehouse.schema import Authors, Documents, Sites, SiteTemplates, Sources
from warehouse.stage import close_run, quarantine

COUNTS = "read_count, loaded_count, unchanged_count, quarantined_count, rejected_count"


def test_the_same_stage_twice_gives_the_same_tables(tmp_path: Path) -> None:
    last = make_database(tmp_path / "last.duckdb", together(loaded("d1", "a"), loaded("d2")))
    stage = make_stage(tmp_path / "run", together(loaded("d3", "a"), loaded("d4")), run_id=2, last=last)
    for name in ("one", "two"):
        build_next(stage, last, tmp_path / name, refused=[])
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert [row[0] for row in rows_of(tmp_path / "one", "select document_id from documents order by all")] == [
        "d1", "d2", "d3", "d4",
    ]  # fmt: skip


def test_the_last_warehouse_is_not_touched(tmp_path: Path) -> None:
    last = make_database(tmp_path / "last.duckdb", loaded("d1"))
    before = last.read_bytes()
    stage = make_stage(tmp_path / "run", loaded("d2"), run_id=2, last=last)
    build_next(stage, last, tmp_path / "next", refused=[])
    assert last.read_bytes() == before


def test_a_half_built_file_of_a_killed_run_is_replaced(tmp_path: Path) -> None:
    stage = make_stage(tmp_path / "run", loaded("d1"))
    (tmp_path / "next").write_bytes(b"half a database")
    build_next(stage, None, tmp_path / "next", refused=[])
    assert rows_of(tmp_path / "next", "select document_id from documents") == [("d1",)]


def test_a_new_version_supersedes_the_old_which_stays(tmp_path: Path) -> None:
    news = make_warehouse(tmp_path, loaded("d1", "a", text="Old."), loaded("d2", "a", text="New."), loaded("d3", "b"))
    assert rows_of(news, "select document_id, version, is_current, text from articles order by all") == [
        ("d1", 1, False, "Old."),
        ("d2", 2, True, "New."),
        ("d3", 1, True, "Text."),
    ]


def test_a_document_let_out_of_quarantine_is_loaded_and_its_source_says_so(tmp_path: Path) -> None:
    tables = together(loaded("d1"), loaded("d2"))
    stage = make_stage(tmp_path / "1", tables)
    condemned = pl.DataFrame({"document_id": ["d2"], "check_names": [["x"]], "detail": ["y"]})
    quarantine(stage, condemned, tmp_path / "1/raw", "rules-1", 1)
    build_next(stage, None, tmp_path / "first", refused=[])
    assert rows_of(tmp_path / "first", f"select {COUNTS} from sources") == [(2, 1, 0, 1, 0)]

    retried = {table: rows for table, rows in loaded("d2").items() if table is not Sources}
    stage = make_stage(tmp_path / "2", retried, run_id=2, last=tmp_path / "first", retry=True)
    build_next(stage, tmp_path / "first", tmp_path / "second", refused=[])
    assert rows_of(tmp_path / "second", "select document_id, outcome, run_id from documents order by all") == [
        ("d1", "loaded", 1),
        ("d2", "loaded", 2),
    ]
    assert rows_of(tmp_path / "second", "select count(*) from quarantine") == [(0,)]
    assert rows_of(tmp_path / "second", f"select {COUNTS}, run_id from sources") == [(2, 2, 0, 0, 0, 2)]


def test_a_source_read_again_without_news_keeps_its_row(tmp_path: Path) -> None:
    first = loaded("d1")
    known = {**first[Sources][0], "read_count": 1, "loaded_count": 1}
    last = make_database(tmp_path / "last.duckdb", {**first, Sources: [known]})
    stage = make_stage(
        tmp_path / "run",
        together(loaded("d2"), {Sources: [{"source_id": "s2", "uri": "file:///b", "outcome": "read"}]}),
        run_id=2,
        last=last,
        raw=raw_of([{**first[Documents][0]}, {"document_id": "d2", "source_id": "s2"}]),
    )
    with opened(stage, "stage") as con:
        con.execute("update documents set source_id = 's2'")
    build_next(stage, last, tmp_path / "next", refused=[])
    assert rows_of(tmp_path / "next", f"select source_id, {COUNTS}, run_id from sources order by all") == [
        ("s1", 1, 1, 0, 0, 0, 1),
        ("s2", 1, 1, 0, 0, 0, 2),
    ]


def test_sites_authors_and_templates_keep_what_was_seen_first(tmp_path: Path) -> None:
    def seen(name: str | None, day_order: str | None, author: str, count: int) -> dict[type, list[dict[str, object]]]:
        counts = {"document_count": count, "site_document_count": count}
        template = {"site_id": "a.example", "text": "Menu", "example_document_id": "d1", **counts}
        return {
            Documents: [],
            Sites: [{"site_id": "a.example", "name": name, "day_order": day_order}],
            Authors: [{"author_id": "x", "name": author}],
            SiteTemplates: [template],
        }

    news = make_warehouse(
        tmp_path,
        seen(None, "day_first", "JANE DOE", 3),
        seen("The A", "day_first", "Jane Doe", 9),
        seen("Another", None, "jane doe", 12),
    )
    assert rows_of(news, "from sites") == [("a.example", "The A", None, 3)]
    assert rows_of(news, "from authors") == [("x", "JANE DOE", 1)]
    assert rows_of(news, "from site_templates") == [("a.example", "Menu", 3, 3, "d1", 1)]


def test_a_site_met_again_without_news_keeps_its_row(tmp_path: Path) -> None:
    site = {Documents: [], Sites: [{"site_id": "a.example", "name": "The A", "day_order": "day_first"}]}
    assert rows_of(make_warehouse(tmp_path, site, site), "from sites") == [("a.example", "The A", "day_first", 1)]


def test_the_next_warehouse_remembers_refused_runs(tmp_path: Path) -> None:
    refused_stage = make_stage(tmp_path / "1", loaded("d1"))
    close_run(refused_stage, outcome="refused", reason="too much quarantined")
    build_next(refused_stage, None, tmp_path / "refused", refused=[])
    stage = make_stage(tmp_path / "2", loaded("d1"), run_id=2)
    build_next(stage, None, tmp_path / "second", refused=[tmp_path / "refused"])
    expected = [(1, "refused", "too much quarantined"), (2, "published", None)]
    assert rows_of(tmp_path / "second", "select run_id, outcome, reason from runs order by all") == expected
    build_unchanged(run_row(3), tmp_path / "second", tmp_path / "third", refused=[tmp_path / "refused"])
    assert rows_of(tmp_path / "third", "select run_id from runs order by all") == [(1,), (2,), (3,)]


def test_a_warehouse_of_an_older_version_gets_its_missing_table_and_column(tmp_path: Path) -> None:
    last = make_database(tmp_path / "last.duckdb", loaded("d1"))
    with opened(last, "older") as con:
        con.execute("drop table metrics")
        con.execute("alter table documents drop column extra")
    stage = make_stage(tmp_path / "run", loaded("d2"), run_id=2, last=last)
    build_next(stage, last, tmp_path / "next", refused=[])
    assert rows_of(tmp_path / "next", "select document_id, extra from documents order by all") == [
        ("d1", None),
        ("d2", None),
    ]
    assert rows_of(tmp_path / "next", "from metrics") == []
    assert rows_of(tmp_path / "next", "from rejected_documents") == []


def test_an_unchanged_run_adds_its_row_and_nothing_else(tmp_path: Path) -> None:
    last = make_database(tmp_path / "last.duckdb", loaded("d1"))
    build_unchanged(run_row(2, outcome="unchanged"), last, tmp_path / "next", refused=[])
    before, after = contents(last), contents(tmp_path / "next")
    assert [run[0] for run in after.pop("runs")] == [1, 2]
    before.pop("runs")
    assert after == before
