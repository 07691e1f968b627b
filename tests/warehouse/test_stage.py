from datetime import datetime
from pathlib import Path

import pytest

from tests.warehouse.rows import (
    NOON,
    admission,
    frame,
    loaded,
    make_database,
    make_stage,
    raw_of,
    rows_of,
    run_row,
    together,
    write_parts,
)
from warehouse.schema import Authors, Documents, Lines, Metrics, RawDocuments, Sites, Sources
from warehouse.stage import account, append, build_stage, close_run

VERSIONS = "select document_id, version, is_current from article_versions order by article_id, version"


def test_the_parts_of_a_table_become_its_rows(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, together(loaded("d1", text="One."), loaded("d2", text="Two.")))
    assert rows_of(stage, "select document_id, raw, kept from lines order by all") == [
        ("d1", "One.", True),
        ("d2", "Two.", True),
    ]
    assert rows_of(stage, "select run_id, outcome, settings from runs") == [(1, "published", "{}")]


def test_of_a_site_or_author_met_in_several_parts_the_first_value_that_is_known_stays(tmp_path: Path) -> None:
    def sites(*names: str | None) -> list[dict[str, object]]:
        return [{"site_id": "a.example", "name": name, "run_id": 1} for name in names]

    write_parts(tmp_path / "tables/sites", frame(Sites, *sites(None)), frame(Sites, *sites("The A", "Ay")))
    authors = [frame(Authors, {"author_id": "x", "name": name}) for name in ("JANE DOE", "Jane Doe")]
    write_parts(tmp_path / "tables/authors", *authors)
    (tmp_path / "raw").mkdir()
    admission(tmp_path)
    stage = tmp_path / "stage.duckdb"
    build_stage(stage, tmp_path / "tables", None, run_row(1), tmp_path / "admitted.parquet")
    assert rows_of(stage, "select site_id, name, day_order from sites") == [("a.example", "The A", None)]
    assert rows_of(stage, "select name from authors") == [("JANE DOE",)]


def test_a_stage_is_built_anew_over_what_a_killed_run_left(tmp_path: Path) -> None:
    make_stage(tmp_path, loaded("d1"))
    stage = make_stage(tmp_path, loaded("d1"))
    assert rows_of(stage, "select count(*) from documents") == [(1,)]


def test_a_run_without_a_column_is_refused(tmp_path: Path) -> None:
    write_parts(tmp_path / "raw", frame(RawDocuments))
    admission(tmp_path)
    incomplete = {name: value for name, value in run_row(1).items() if name != "started_at"}
    with pytest.raises(ValueError, match=r"frame for Runs: missing \['started_at'\]"):
        build_stage(tmp_path / "s.duckdb", tmp_path / "tables", None, incomplete, tmp_path / "admitted.parquet")


def test_versions_of_one_run_count_up_by_the_time_they_were_fetched_then_as_they_were_read(tmp_path: Path) -> None:
    fetched = {
        "d1": datetime(2024, 1, 3),
        "d2": datetime(2024, 1, 2),
        "d3": None,
        "d4": None,
        "d5": datetime(2024, 1, 2),
    }
    tables = together(*(loaded(each, article_id="a") for each in fetched))
    documents = [{**document, "fetched_at": fetched[document["document_id"]]} for document in tables[Documents]]
    stage = make_stage(tmp_path, {**tables, Documents: documents})
    assert rows_of(stage, VERSIONS) == [
        ("d3", 1, False),
        ("d4", 2, False),
        ("d2", 3, False),
        ("d5", 4, False),
        ("d1", 5, True),
    ]
    assert rows_of(stage, "select document_id, version, is_current from articles order by version") == rows_of(
        stage, VERSIONS
    )


def test_versions_of_a_later_run_number_on_from_the_earlier_ones(tmp_path: Path) -> None:
    last = make_database(
        tmp_path / "last.duckdb", together(loaded("d1", "a"), loaded("d2", "a", version=2), loaded("d9", "b"))
    )
    stage = make_stage(tmp_path / "run", together(loaded("d3", "a"), loaded("d4", "c")), run_id=2, last=last)
    assert rows_of(stage, VERSIONS) == [("d1", 1, False), ("d2", 2, False), ("d3", 3, True), ("d4", 1, True)]
    assert rows_of(stage, "select document_id, version from articles order by all") == [("d3", 3), ("d4", 1)]


def test_what_was_read_is_counted_apart_from_what_became_of_it(tmp_path: Path) -> None:
    tables = together(
        loaded("d1"),
        loaded("d2"),
        {
            Documents: [{"document_id": "r1", "source_id": "s1", "outcome": "rejected", "reason": "empty file"}],
            Lines: [
                {"document_id": "d1", "line_no": 2, "raw": "Menu", "kind": "navigation"},
                {"document_id": "d1", "line_no": 3, "raw": "", "kind": "blank"},
            ],
        },
    )
    read = [*tables[Documents], tables[Documents][0], {"document_id": "lost", "source_id": "s1"}]
    stage = make_stage(tmp_path, tables, raw=raw_of(read))
    counts = "read_count, loaded_count, unchanged_count, quarantined_count, rejected_count"
    assert rows_of(stage, f"select {counts} from runs") == [(5, 2, 1, 0, 1)]
    assert rows_of(stage, f"select {counts} from sources") == [(5, 2, 1, 0, 1)]
    assert rows_of(stage, "select kept_line_count, dropped_line_count from runs") == [(2, 1)]


def test_counting_twice_counts_the_same(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, loaded("d1"))
    before = rows_of(stage, "from runs") + rows_of(stage, "from sources")
    account(stage, tmp_path / "raw", tmp_path / "admitted.parquet")
    assert rows_of(stage, "from runs") + rows_of(stage, "from sources") == before


def test_a_source_that_only_an_earlier_run_read_is_there_for_its_documents(tmp_path: Path) -> None:
    last = make_database(tmp_path / "last.duckdb", loaded("d1"))
    tables = {table: rows for table, rows in loaded("d2").items() if table is not Sources}
    stage = make_stage(tmp_path / "run", tables, run_id=2, last=last)
    assert rows_of(stage, "select source_id, run_id, read_count, loaded_count from sources") == [("s1", 2, 1, 1)]


def test_rows_of_checks_and_metrics_can_be_added(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, loaded("d1"))
    append(
        stage,
        Metrics,
        frame(
            Metrics,
            {"run_id": 1, "scope_kind": "run", "scope": "all", "name": "articles", "value": 1.0, "basis_count": 1},
        ),
    )
    assert rows_of(stage, "from metrics") == [(1, "run", "all", "articles", 1.0, 1)]


def test_the_end_of_a_run_is_written_into_its_row(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, loaded("d1"))
    close_run(stage, outcome="refused", reason="1 of 1 documents quarantined", ended_at=NOON)
    assert rows_of(stage, "select outcome, reason, ended_at from runs") == [
        ("refused", "1 of 1 documents quarantined", NOON)
    ]
