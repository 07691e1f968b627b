import json
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.read import Limits
from tests.corpus.rows import Row, rows_of


def rows_of_table(tmp_path: Path, limits: Limits | None = None, **columns: Any) -> list[Row]:
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    return rows_of(tmp_path / "a.parquet", limits or Limits())


def test_rows_are_documents_numbered_from_one(tmp_path: Path) -> None:
    texts = [f"News {number}." for number in range(1000)]
    rows = rows_of_table(tmp_path, text=texts)
    assert [row["content"] for row in rows] == texts
    assert [row["record"] for row in rows] == [str(number) for number in range(1, 1001)]


def test_fields_mean_what_they_mean_in_json_lines(tmp_path: Path) -> None:
    (row,) = rows_of_table(
        tmp_path, html=["<p>News."], id=[7], url=["https://example.com/1"], title=["T"], date=["5 May"], tags=[["a"]]
    )
    assert (row["content"], row["content_kind"], row["record"]) == ("<p>News.", "html", "7")
    assert (row["url"], row["title"], row["published"]) == ("https://example.com/1", "T", "5 May")
    assert row["extra"] == '{"tags":["a"]}'


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())]
)
def test_every_string_type_is_text(tmp_path: Path, kind: pa.DataType) -> None:
    rows = rows_of_table(tmp_path, text=pa.array(["Zürich", "Genève"]).cast(kind))
    assert [row["content"] for row in rows] == ["Zürich", "Genève"]


def test_page_kept_as_bytes_is_decoded(tmp_path: Path) -> None:
    page = '<meta charset="windows-1251"><p>Новости</p>'
    (row,) = rows_of_table(tmp_path, html=pa.array([page.encode("cp1251")], pa.binary()))
    assert (row["content"], row["encoding"]) == (page, "windows-1251")


def test_string_that_is_not_utf8_is_decoded_on_its_own(tmp_path: Path) -> None:
    french = "Le président a déclaré que l’été serait chaud à Genève."
    stored = pa.array([french.encode("cp1252"), french.encode(), None], pa.binary())
    strings = pa.StringArray.from_buffers(3, stored.buffers()[1], stored.buffers()[2], stored.buffers()[0])
    rows = rows_of_table(tmp_path, text=strings, id=["a", "b", "c"])
    assert [row["content"] for row in rows] == [french, french, None]
    assert [row["encoding"] for row in rows] == ["windows-1252", "utf-8", None]
    assert [row["record"] for row in rows] == ["a", "b", "c"]


def test_null_or_empty_content_rejects_its_row_only(tmp_path: Path) -> None:
    rows = rows_of_table(tmp_path, text=["News.", None, " ", "News."], id=["a", "b", "c", "d"])
    assert [row["reason"] for row in rows] == [
        None, "row 2: field 'text' is null", "row 3: field 'text' is empty", None,
    ]  # fmt: skip
    assert [row["record"] for row in rows] == ["a", "b", "c", "d"]


def test_content_over_the_limit_rejects_its_row(tmp_path: Path) -> None:
    rows = rows_of_table(tmp_path, Limits(line_bytes=100), text=["x" * 101, "x" * 100])
    assert [row["reason"] for row in rows] == [
        "row 1: a content of 101 bytes, the limit is 100; split it or raise the limit", None,
    ]  # fmt: skip
    assert rows[0]["byte_count"] == 101


@pytest.mark.parametrize(
    ("values", "found"), [([1], "int64"), ([["News."]], "list<element: string>"), ([None], "null")]
)
def test_content_column_of_another_type_rejects_the_source(tmp_path: Path, values: list[Any], found: str) -> None:
    (row,) = rows_of_table(tmp_path, content=pa.array(values * 3), title=["T"] * 3)
    assert row["reason"] == f"column 'content' is of type {found}, expected string; write it as text"
    assert row["byte_count"] == (tmp_path / "a.parquet").stat().st_size


def test_file_without_a_content_column_is_rejected_with_those_it_has(tmp_path: Path) -> None:
    (row,) = rows_of_table(tmp_path, headline=["T"], article=["News."])
    assert row["reason"] == (
        "columns ['headline', 'article'] hold no content; "
        "one of text, content, body, raw_content, plain_text, maintext, html is needed"
    )


def test_times_of_every_kind_are_read_in_utc(tmp_path: Path) -> None:
    moment = datetime(2024, 5, 1, 23, 30, 15, 250000)
    for kind in (pa.timestamp("ns"), pa.timestamp("s"), pa.timestamp("us", "America/New_York")):
        zoned = moment.replace(tzinfo=UTC) if kind.tz else moment
        (row,) = rows_of_table(tmp_path, text=["News."], fetched_at=pa.array([zoned]).cast(kind, safe=False))
        assert row["fetched_at"] == (moment.replace(microsecond=0) if kind.unit == "s" else moment)


def test_times_beyond_python_are_kept_as_written(tmp_path: Path) -> None:
    (row,) = rows_of_table(tmp_path, text=["News."], timestamp=pa.array([2**60], pa.timestamp("us")))
    assert row["fetched_at"] is None
    assert json.loads(row["extra"])["timestamp"] == "<value out of range: 1152921504606846976>"


def test_day_of_publication_is_written_as_iso(tmp_path: Path) -> None:
    (row,) = rows_of_table(tmp_path, text=["News."], date=[date(2024, 5, 1)])
    assert row["published"] == "2024-05-01"


def test_values_that_json_has_not_are_kept_as_text(tmp_path: Path) -> None:
    (row,) = rows_of_table(tmp_path, text=["News."], price=[Decimal("1.50")], raw=[b"a\xff"], score=[float("nan")])
    assert json.loads(row["extra"]) == {"price": "1.50", "raw": "a\ufffd", "score": None}


def test_file_that_is_no_parquet_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"no parquet, but long enough")
    (row,) = rows_of(tmp_path / "a.parquet")
    assert row["reason"].startswith("the Parquet file cannot be read on: Parquet magic bytes not found in footer.")
    assert row["reason"].endswith(", before the first row")


def test_corrupt_row_group_keeps_the_rows_before_it(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"text": ["x" * 100 + str(number) for number in range(3000)]}), path, row_group_size=1000)
    second = pq.ParquetFile(path).metadata.row_group(1).column(0)
    data = bytearray(path.read_bytes())
    data[second.data_page_offset : second.data_page_offset + 500] = b"\xff" * 500
    path.write_bytes(data)
    *good, bad = rows_of(path)
    assert len(good) == 1000
    assert "after row 1000; the rest is not read" in bad["reason"]
    assert bad["record"] == "1001"


def test_file_without_rows_is_rejected_as_empty(tmp_path: Path) -> None:
    (row,) = rows_of_table(tmp_path, text=pa.array([], pa.string()))
    assert row["reason"] == "empty: there is no record in it"
