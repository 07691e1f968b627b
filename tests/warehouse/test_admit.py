from datetime import datetime
from pathlib import Path

import polars as pl

from tests.warehouse.rows import admission, frame, loaded, make_database, make_stage, together, write_parts
from warehouse.admit import Admission, known_sources, quarantined_documents
from warehouse.merge import build_next
from warehouse.schema import Documents, RawDocuments, Sources, frame_schema
from warehouse.stage import quarantine

NEW = ["position", "part", "row_no", "document_id", "is_new"]


def raw(*document_ids: str, **values: object) -> pl.DataFrame:
    return frame(RawDocuments, *({"document_id": each, "content": "text", **values} for each in document_ids))


def test_every_document_is_new_to_the_first_run(tmp_path: Path) -> None:
    write_parts(tmp_path / "raw", raw("d1", "d2"), raw("d3"))
    assert admission(tmp_path) == Admission(read_count=3, new_count=3, unchanged_count=0, rejected_count=0)
    assert pl.read_parquet(tmp_path / "admitted.parquet").select(NEW).rows() == [
        (1, "part-00000.parquet", 0, "d1", True),
        (2, "part-00000.parquet", 1, "d2", True),
        (3, "part-00001.parquet", 0, "d3", True),
    ]


def test_of_a_document_that_is_read_twice_the_first_is_new(tmp_path: Path) -> None:
    write_parts(tmp_path / "raw", raw("d1", "d2", "d1"), raw("d2"))
    assert admission(tmp_path) == Admission(read_count=4, new_count=2, unchanged_count=2, rejected_count=0)
    rows = pl.read_parquet(tmp_path / "admitted.parquet").filter("is_new").select(NEW[:4]).rows()
    assert rows == [(1, "part-00000.parquet", 0, "d1"), (2, "part-00000.parquet", 1, "d2")]


def test_a_document_that_the_last_warehouse_knows_is_unchanged(tmp_path: Path) -> None:
    last = make_database(tmp_path / "last.duckdb", loaded("d1"))
    write_parts(tmp_path / "raw", raw("d1", "d2"))
    assert admission(tmp_path, last) == Admission(read_count=2, new_count=1, unchanged_count=1, rejected_count=0)


def test_a_reject_counts_as_rejected_once_and_as_unchanged_afterwards(tmp_path: Path) -> None:
    write_parts(tmp_path / "raw", raw("r1", reason="empty file"))
    assert admission(tmp_path) == Admission(read_count=1, new_count=0, unchanged_count=0, rejected_count=1)
    last = make_database(tmp_path / "last.duckdb", {Documents: [{"document_id": "r1", "outcome": "rejected"}]})
    assert admission(tmp_path, last) == Admission(read_count=1, new_count=0, unchanged_count=1, rejected_count=0)


def test_a_run_that_reads_nothing_admits_nothing(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    assert admission(tmp_path) == Admission(0, 0, 0, 0)
    assert pl.read_parquet(tmp_path / "admitted.parquet").columns == [
        "position", "part", "row_no", "document_id", "article_id", "source_id", "is_rejected", "is_new",
    ]  # fmt: skip


def held_back(folder: Path) -> tuple[Path, pl.DataFrame]:
    """Return a warehouse with d1 loaded and d2 in quarantine, and their raw rows."""
    raw_rows = frame(
        RawDocuments,
        {"document_id": "d1", "content": "one", "source_id": "s1"},
        {"document_id": "d2", "content": "two \u200b\n", "source_id": "s1", "url": "https://a.example/2",
         "byte_count": 6, "fetched_at": datetime(2024, 3, 1, 12, 0, 0, 123456), "extra": '{"lang":"\\"en\\""}'},
    )  # fmt: skip
    stage = make_stage(folder, together(loaded("d1"), loaded("d2")), raw=raw_rows)
    condemned = pl.DataFrame({"document_id": ["d2"], "check_names": [["lines rebuild"]], "detail": ["lines 1"]})
    quarantine(stage, condemned, folder / "raw", "rules-1", 1)
    build_next(stage, None, folder / "news.duckdb", refused=[])
    return folder / "news.duckdb", raw_rows


def test_with_retry_a_quarantined_document_is_new(tmp_path: Path) -> None:
    last, raw_rows = held_back(tmp_path / "last")
    write_parts(tmp_path / "raw", raw_rows)
    assert admission(tmp_path, last).new_count == 0
    assert admission(tmp_path, last, retry=True).new_count == 1
    assert pl.read_parquet(tmp_path / "admitted.parquet").filter("is_new")["document_id"].to_list() == ["d2"]


def test_a_quarantined_document_comes_back_as_it_was_read(tmp_path: Path) -> None:
    last, raw_rows = held_back(tmp_path)
    returned = quarantined_documents(last)
    assert returned.schema == frame_schema(RawDocuments)
    assert returned.equals(raw_rows.filter(pl.col("document_id") == "d2"))


def test_a_source_is_known_by_its_newest_version_whose_bytes_could_be_read(tmp_path: Path) -> None:
    seen = [
        (1, "file:///a", "read", "old"),
        (1, "file:///b", "rejected", "broken"),
        (2, "file:///a", "partial", "new"),
        (3, "file:///a", "rejected", None),
        (3, "file:///c", "rejected", None),
    ]
    columns = ("run_id", "uri", "outcome", "sha256")
    sources = [{"byte_count": 7, **dict(zip(columns, each, strict=True))} for each in seen]
    last = make_database(tmp_path / "last.duckdb", {Sources: sources})
    known = known_sources(last).select("uri", "byte_count", "modified_at", "sha256").rows()
    assert known == [("file:///a", 7, None, "new"), ("file:///b", 7, None, "broken")]
