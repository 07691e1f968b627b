import gzip
import json
import random
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
import zstandard

from corpus.streams import Compression, StreamError, chunks
from tests.corpus.rows import rows_of

SUFFIXES = {"gzip": ".gz", "zstd": ".zst"}
both = pytest.mark.parametrize(
    ("compression", "compress"), [("gzip", gzip.compress), ("zstd", zstandard.ZstdCompressor().compress)]
)
Compress = Callable[[bytes], bytes]


def records(count: int) -> bytes:
    """Lines that compress badly, so that every part of the stream holds some of them."""
    source = random.Random(count)
    return b"".join(json.dumps({"text": source.randbytes(200).hex()}).encode() + b"\n" for _ in range(count))


@both
def test_compressed_lines_are_those_of_the_plain_file(
    tmp_path: Path, compression: Compression, compress: Compress
) -> None:
    data = records(2000)
    plain, packed = tmp_path / "a.jsonl", tmp_path / f"a.jsonl{SUFFIXES[compression]}"
    plain.write_bytes(data)
    packed.write_bytes(compress(data))
    assert [row["content"] for row in rows_of(packed)] == [row["content"] for row in rows_of(plain)]


@both
def test_members_one_after_the_other_are_one_stream(compression: Compression, compress: Compress) -> None:
    parts = [records(700), b"", records(900)]
    packed = BytesIO(b"".join(map(compress, parts)))
    assert b"".join(chunks(packed, compression)) == b"".join(parts)


def test_zeros_after_gzip_are_padding() -> None:
    packed = BytesIO(gzip.compress(b"news") + bytes(600_000))
    assert b"".join(chunks(packed, "gzip")) == b"news"


@both
def test_no_bytes_are_no_chunks(compression: Compression, compress: Compress) -> None:
    assert list(chunks(BytesIO(b""), compression)) == []
    assert b"".join(chunks(BytesIO(compress(b"")), compression)) == b""


@both
@pytest.mark.parametrize("share", [0.0001, 0.3, 0.7, 0.9999])
def test_truncated_stream_gives_its_whole_records_then_the_reject(
    tmp_path: Path, compression: Compression, compress: Compress, share: float
) -> None:
    data = records(2000)
    packed = compress(data)
    path = tmp_path / f"a.jsonl{SUFFIXES[compression]}"
    path.write_bytes(packed[: max(1, int(len(packed) * share))])
    *good, bad = rows_of(path)
    count = len(good)
    texts = [json.loads(line)["text"] for line in data.splitlines()]
    assert [row["content"] for row in good] == texts[:count]
    assert count >= int(2000 * share) - 640  # zstd packs blocks of 128 KiB, some 320 records
    start = sum(len(line) + 1 for line in data.splitlines()[:count])
    assert bad["record"] == str(count + 1)
    after = f", after line {count}; the rest is not read" if count else ""
    assert bad["reason"] == (
        f"line {count + 1}, at byte {start} of the decompressed stream: the {compression} stream ends early{after}"
    )


def test_gzip_without_its_trailer_gives_all_records_and_the_reject(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(records(50))[:-1])
    *good, bad = rows_of(path)
    assert len(good) == 50
    assert "line 51," in bad["reason"]
    assert "the gzip stream ends early" in bad["reason"]


def test_corrupt_gzip_gives_every_byte_before_the_damage() -> None:
    data = records(2000)
    packed = gzip.compress(data[:400_000])[:-8] + b"\xff" * 500
    out = bytearray()
    with pytest.raises(StreamError, match="the gzip stream is corrupt"):
        for chunk in chunks(BytesIO(packed), "gzip"):
            out += chunk
    assert bytes(out) == data[:400_000]


def test_gzip_with_a_block_type_that_is_none_gives_the_blocks_before() -> None:
    stored = b"\x00\x04\x00\xfb\xffnews"  # one stored block of four bytes, then a block of the reserved type 3
    packed = gzip.compress(b"")[:10] + stored + b"\x07"
    out = bytearray()
    with pytest.raises(StreamError, match="invalid block type"):
        for chunk in chunks(BytesIO(packed), "gzip"):
            out += chunk
    assert bytes(out) == b"news"


def test_corrupt_zstd_gives_the_blocks_before_the_damage() -> None:
    data = records(2000)
    packed = bytearray(zstandard.ZstdCompressor(write_checksum=True).compress(data))
    packed[len(packed) // 2 :] = b"\xff" * (len(packed) - len(packed) // 2)
    out = bytearray()
    with pytest.raises(StreamError, match="the zstd stream is corrupt"):
        for chunk in chunks(BytesIO(packed), "zstd"):
            out += chunk
    assert len(out) > len(data) // 4
    assert data.startswith(bytes(out))


@both
def test_what_is_not_compressed_at_all_is_corrupt(compression: Compression, compress: Compress) -> None:
    with pytest.raises(StreamError, match=f"the {compression} stream is corrupt"):
        list(chunks(BytesIO(b'{"text":"News."}'), compression))


@both
def test_much_in_little_comes_in_bounded_chunks(compression: Compression, compress: Compress) -> None:
    packed = BytesIO(compress(bytes(100 * 2**20)))
    sizes = [len(chunk) for chunk in chunks(packed, compression)]
    assert sum(sizes) == 100 * 2**20
    assert max(sizes) <= 33 * 2**20
