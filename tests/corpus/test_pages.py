import gzip
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard

from corpus.read import Limits
from tests.corpus.rows import Row, rows_of


def row_of(path: Path, data: bytes, limits: Limits | None = None) -> Row:
    path.write_bytes(data)
    (row,) = rows_of(path, limits or Limits())
    return row


def test_text_file_is_one_document_with_its_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    row = row_of(path, "Häuser\r\n\r\nTür\rund\n".encode())
    assert row["content"] == "Häuser\r\n\r\nTür\rund\n"
    assert (row["content_kind"], row["encoding"], row["byte_count"]) == ("text", "utf-8", 20)
    assert (row["uri"], row["record"], row["url"], row["reason"]) == (path.as_uri(), None, None, None)
    assert row["content_sha256"] == sha256(row["content"].encode()).hexdigest()


@pytest.mark.parametrize("suffix", [".html", ".htm", ".HTML"])
def test_page_is_decoded_by_the_charset_it_declares(tmp_path: Path, suffix: str) -> None:
    page = '<meta charset="windows-1251"><p>Новости</p>'
    row = row_of(tmp_path / f"a{suffix}", page.encode("cp1251"))
    assert (row["content"], row["content_kind"], row["encoding"]) == (page, "html", "windows-1251")
    assert row["byte_count"] == len(page)


def test_text_file_keeps_its_identity_when_its_text_changes(tmp_path: Path) -> None:
    old, new = row_of(tmp_path / "a.txt", b"Old."), row_of(tmp_path / "a.txt", b"New.")
    assert old["article_id"] == new["article_id"]
    assert old["document_id"] != new["document_id"]
    assert old["source_id"] != new["source_id"]


@pytest.mark.parametrize(("suffix", "compress"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_compressed_page_is_read(tmp_path: Path, suffix: str, compress: object) -> None:
    row = row_of(tmp_path / f"a.html{suffix}", compress(b"<p>News."))  # type: ignore[operator]
    assert (row["content"], row["byte_count"]) == ("<p>News.", 8)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty: the file has no bytes"),
        (b" \r\n\t", "empty: there is no text in it"),
        (b"\xef\xbb\xbf", "empty: there is no text in it"),
        (b"News\0", "binary: NUL at byte 4; text has none (UTF-16 needs its byte order mark)"),
        (b"x" * 101, "a document of 101 bytes, the limit is 100; split it or raise the limit"),
    ],
)
def test_text_file_that_cannot_be_read_is_rejected(tmp_path: Path, data: bytes, reason: str) -> None:
    row = row_of(tmp_path / "a.txt", data, Limits(line_bytes=100))
    assert (row["reason"], row["byte_count"]) == (reason, len(data))
    assert (row["content"], row["content_kind"], row["content_sha256"], row["record"]) == (None, None, None, None)


def test_truncated_page_is_rejected_with_the_place(tmp_path: Path) -> None:
    row = row_of(tmp_path / "a.html.gz", gzip.compress(b"<p>News.")[:-3])
    assert row["reason"] == "the gzip stream ends early, after byte 8 of the decompressed stream"


def test_reject_is_the_same_row_on_the_next_run(tmp_path: Path) -> None:
    row = row_of(tmp_path / "a.txt", b"\0")
    assert rows_of(tmp_path / "a.txt") == [row]
