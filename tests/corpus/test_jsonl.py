import codecs
import gzip
import json
import tracemalloc
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from zlib import compressobj

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.lines import lines
from corpus.read import Limits
from tests.corpus.rows import rows_of, rows_of_lines

GOOD = b'{"text":"News."}'
CONTENT_NAMES = "text, content, body, raw_content, plain_text, maintext, html"


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: not text.isspace())))
def test_texts_read_back_as_written(texts: list[str]) -> None:
    data = b"\n".join(orjson.dumps({"text": text}) for text in texts)
    rows = rows_of_lines(data)
    assert [row["content"] for row in rows] == texts
    assert [row["byte_count"] for row in rows] == [len(text.encode()) for text in texts]


@given(st.binary(), st.integers(1, 9), st.integers(0, 5))
def test_lines_do_not_depend_on_how_the_bytes_arrive(data: bytes, size: int, limit: int) -> None:
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    assert list(lines(iter(chunks), limit)) == list(lines(iter([data]), limit))


@given(st.binary(), st.integers(1, 9))
def test_lines_stand_where_they_say(data: bytes, size: int) -> None:
    chunks = [data[start : start + size] for start in range(0, len(data), size)]
    found = list(lines(iter(chunks), line_bytes=10**6))
    assert [data[line.start : line.start + line.byte_count] for line in found] == [line.data for line in found]
    numbered = enumerate(data.split(b"\n"), 1)
    assert [line.number for line in found] == [number for number, line in numbered if line and not line.isspace()]


def test_blank_lines_are_counted_and_give_no_row() -> None:
    rows = rows_of_lines(b"\n" + GOOD + b"\r\n \t\r\n\n" + GOOD + b"\n\n")
    assert [(row["record"], row["content"]) for row in rows] == [("2", "News."), ("5", "News.")]


def test_last_line_needs_no_line_feed() -> None:
    assert len(rows_of_lines(GOOD + b"\n" + GOOD)) == len(rows_of_lines(GOOD + b"\n" + GOOD + b"\n")) == 2


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b'{"text":"Ne', "not JSON: unexpected end of data at column 12"),
        (b"News.", "not JSON: unexpected character, expected a JSON value at column 1"),
        (b'{"text":"\\ud800"}', "not JSON: no low surrogate in string at column 10"),
        (b"\xff\x00\x9c", "not JSON: str is not valid UTF-8: surrogates not allowed at column 1"),
        (b'["News."]', "a JSON array, not an object with a content field"),
        (b'"News."', "a JSON string, not an object with a content field"),
        (b"null", "a JSON null, not an object with a content field"),
        (b'{"title":"News."}', f"no content field; one of {CONTENT_NAMES} is needed"),
        (b'{"text":17}', "field 'text' holds a JSON number, not a string"),
        (b'{"content":["News."]}', "field 'content' holds a JSON array, not a string"),
        (b'{"text":null}', "field 'text' is null"),
        (b'{"text":""}', "field 'text' is empty"),
        (b'{"html":" \\n\\t"}', "field 'html' is empty"),
    ],
)
def test_line_that_cannot_be_read_is_rejected_and_the_next_is_read(line: bytes, problem: str) -> None:
    before, bad, after = rows_of_lines(GOOD + b"\n\n" + line + b"\n" + GOOD)
    assert bad["reason"] == f"line 3, at byte 18 of the file: {problem}"
    assert (bad["record"], bad["byte_count"], bad["content"], bad["content_kind"]) == ("3", len(line), None, None)
    assert before["content"] == after["content"] == "News."


def test_too_deep_other_fields_are_rejected() -> None:
    (row,) = rows_of_lines(b'{"text":"News.","deep":' + b"[" * 300 + b"]" * 300 + b"}")
    assert row["reason"] == (
        "line 1, at byte 0 of the file: its other fields cannot be kept as JSON: Recursion limit reached"
    )


def test_reject_keeps_the_id_and_url_it_gives() -> None:
    (row,) = rows_of_lines(b'{"id":"a7","url":"https://example.com/1","text":null}')
    assert (row["record"], row["url"]) == ("a7", "https://example.com/1")


def test_rejects_of_one_file_have_ids_of_their_own_and_keep_them() -> None:
    data = b'{"id":"a"}\n{"id":"a"}\n[]'
    ids = [row["document_id"] for row in rows_of_lines(data)]
    assert len(set(ids)) == 3
    assert ids == [row["document_id"] for row in rows_of_lines(data)]


def test_byte_order_mark_is_no_part_of_the_first_record() -> None:
    (row,) = rows_of_lines(codecs.BOM_UTF8 + GOOD)
    assert (row["content"], row["encoding"]) == ("News.", "utf-8")


def test_line_in_another_encoding_is_decoded_on_its_own() -> None:
    french = json.dumps({"text": "Le président a déclaré que l’été serait chaud à Genève."}, ensure_ascii=False)
    russian = json.dumps({"text": "Правительство сообщило, что переговоры продолжатся."}, ensure_ascii=False)
    rows = rows_of_lines(b"\n".join((french.encode("cp1252"), russian.encode("cp1251"), russian.encode())))
    assert [row["encoding"] for row in rows] == ["windows-1252", "windows-1251", "utf-8"]
    assert rows[0]["content"] == json.loads(french)["text"]
    assert rows[1]["content"] == rows[2]["content"] == json.loads(russian)["text"]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (gzip.compress(GOOD, mtime=0), "gzip data; end the file's name in .gz"),
        (b"PAR1" + bytes(9) + b"\n" + b"PAR1", "Parquet data; end the file's name in .parquet"),
        (codecs.BOM_UTF16_LE + GOOD.decode().encode("utf-16-le"), "UTF-16 text; JSON lines are UTF-8, convert it"),
    ],
)
def test_file_of_another_format_is_rejected_once(data: bytes, name: str) -> None:
    (row,) = rows_of_lines(data)
    assert row["reason"] == f"line 1, at byte 0 of the file: this is {name}"


def test_too_long_line_is_rejected_with_its_size_and_the_next_is_read() -> None:
    limits = Limits(line_bytes=100)
    bad, good = rows_of_lines(b'{"text":"' + b"x" * 1000 + b'"}\n' + GOOD, limits)
    assert bad["reason"] == (
        "line 1, at byte 0 of the file: a line of 1011 bytes, the limit is 100; split the record or raise the limit"
    )
    assert (bad["byte_count"], good["content"], good["record"]) == (1011, "News.", "2")
    assert rows_of_lines(b"x" * 101, limits)[0]["byte_count"] == 101


def test_line_as_long_as_the_limit_is_read() -> None:
    assert rows_of_lines(GOOD, Limits(line_bytes=len(GOOD)))[0]["content"] == "News."


def test_line_of_200_megabytes_is_passed_in_bounded_memory(tmp_path: Path) -> None:
    packer = compressobj(1, wbits=31)
    block = b"x" * 2**20
    path = tmp_path / "a.jsonl.gz"
    with path.open("wb") as file:
        file.writelines(packer.compress(part) for part in _long_line(block, 200))
        file.write(packer.flush())
    tracemalloc.start()
    rows = rows_of(path, Limits(line_bytes=2**22))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [row["content"] for row in rows] == ["News.", None, "News."]
    assert rows[1]["byte_count"] == 200 * 2**20
    assert peak < 16 * 2**20


def _long_line(block: bytes, count: int) -> Iterator[bytes]:
    yield GOOD + b"\n"
    for _ in range(count):
        yield block
    yield b"\n" + GOOD


def test_stream_that_fails_midway_keeps_what_came_before() -> None:
    class Failing(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            if data := super().read(size):
                return data
            raise OSError(5, "Input/output error")

    found = list(lines(iter(Failing(GOOD + b"\n{").read, b""), 100))
    assert [line.data for line in found] == [GOOD, None]
    assert found[1].problem == (
        "input/output error: restore it or drop it, then run again, after line 1; the rest is not read"
    )
