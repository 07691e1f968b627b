import json
import os
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.read import Limits, read, read_records
from corpus.sources import discover, fingerprint
from tests.corpus.rows import rows_of
from warehouse.declare import columns, frame_schema
from warehouse.schema import RawDocuments


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.jsonl").write_text("\n".join(json.dumps({"text": f"News {number}."}) for number in range(5)))
    (tmp_path / "b.txt").write_text("News.")
    pq.write_table(pa.table({"text": ["News.", "More."]}), tmp_path / "c.parquet")
    (tmp_path / "d.html").write_text("")
    (tmp_path / "e.jsonl").write_text("\n\n")
    (tmp_path / "f.jsonl").symlink_to("gone")
    return tmp_path


def test_every_source_gives_at_least_one_row_in_order(folder: Path) -> None:
    rows = rows_of(folder)
    assert [Path(row["uri"]).name for row in rows] == (
        ["a.jsonl"] * 5 + ["b.txt"] + ["c.parquet"] * 2 + ["d.html", "e.jsonl", "f.jsonl"]
    )
    assert [row["reason"] for row in rows[8:]] == [
        "empty: the file has no bytes",
        "empty: there is no record in it",
        "no such file or directory: restore it or drop it, then run again",
    ]


def test_batches_have_the_declared_columns_and_hold_what_they_must(folder: Path) -> None:
    (batch,) = read(map(fingerprint, discover([str(folder)])))
    assert batch.schema == frame_schema(RawDocuments)
    for column in columns(RawDocuments):
        assert column.is_nullable or batch[column.name].null_count() == 0
    assert batch["document_id"].is_unique().all()
    assert batch["source_id"].n_unique() == 6


def test_batch_ends_with_its_last_allowed_document_across_sources(folder: Path) -> None:
    sources = discover([str(folder)])
    assert [len(batch) for batch in read(sources, Limits(batch_documents=4))] == [4, 4, 3]


def test_batch_ends_with_the_document_that_fills_it() -> None:
    sizes = (10, 10, 35, 1, 1, 30, 1)
    stream = BytesIO(b"\n".join(json.dumps({"text": "x" * size}).encode() for size in sizes))
    batches = read_records(stream, "stdin:///", Limits(batch_bytes=30))
    assert [batch["byte_count"].to_list() for batch in batches] == [[10, 10, 35], [1, 1, 30], [1]]


def test_markup_counts_a_quarter_of_its_size() -> None:
    stream = BytesIO(b"\n".join(json.dumps({"html": "x" * 10}).encode() for _ in range(14)))
    batches = read_records(stream, "stdin:///", Limits(batch_bytes=30))
    assert [batch.height for batch in batches] == [12, 2]


def test_same_files_give_the_same_batches(folder: Path) -> None:
    sources = [fingerprint(source) for source in discover([str(folder)])]
    first, second = list(read(sources, Limits(batch_documents=3))), list(read(sources, Limits(batch_documents=3)))
    assert all(one.equals(other) for one, other in zip(first, second, strict=True))


def test_file_that_vanishes_before_it_is_read_is_rejected(folder: Path) -> None:
    sources = [fingerprint(source) for source in discover([str(folder / "b.txt")])]
    (folder / "b.txt").unlink()
    (batch,) = read(sources)
    assert batch["reason"].to_list() == ["no such file or directory: restore it or drop it, then run again"]


def test_file_that_became_a_folder_is_rejected(folder: Path) -> None:
    sources = discover([str(folder / "b.txt")])
    (folder / "b.txt").unlink()
    (folder / "b.txt").mkdir()
    (batch,) = read(map(fingerprint, sources))
    assert batch["reason"].to_list() == ["is a directory: restore it or drop it, then run again"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads every file")
@pytest.mark.parametrize("name", ["a.jsonl", "b.txt", "c.parquet"])
def test_file_without_permission_is_rejected_and_the_next_is_read(folder: Path, name: str) -> None:
    (folder / name).chmod(0)
    reasons = {Path(row["uri"]).name: row["reason"] for row in rows_of(folder)}
    assert reasons[name] == "permission denied: let the user of this job read it, then run again"
    assert [reason for other, reason in reasons.items() if other in {"a.jsonl", "b.txt", "c.parquet"} - {name}] == [
        None, None,
    ]  # fmt: skip


def test_rows_carry_the_time_of_their_file_and_a_stream_has_none(folder: Path) -> None:
    (source,) = discover([str(folder / "b.txt")])
    assert next(read([source]))["modified_at"].to_list() == [source.modified_at]
    assert next(read_records(BytesIO(b'{"text":"News."}'), "stdin:///"))["modified_at"].to_list() == [None]


def test_stream_without_lines_gives_no_batch() -> None:
    assert list(read_records(BytesIO(b"\n\n"), "stdin:///")) == []
