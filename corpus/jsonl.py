"""JSON lines to raw documents, one line after the other."""

import codecs
import string
from collections.abc import Iterator
from itertools import chain
from typing import BinaryIO

import orjson

from corpus.decode import decode
from corpus.lines import Line, lines
from corpus.record import Fields, document, json_name, names_itself
from corpus.reject import Origin, RejectedError, rejected
from corpus.streams import Compression, StreamError, chunks
from warehouse.schema import RawDocuments

# First bytes that are no JSON lines: said once for the file, not once for each of its "lines".
_SIGNATURES = {
    b"\x1f\x8b": "gzip data; end the file's name in .gz",
    b"\x28\xb5\x2f\xfd": "zstd data; end the file's name in .zst",
    b"PAR1": "Parquet data; end the file's name in .parquet",
    codecs.BOM_UTF16_LE: "UTF-16 text; JSON lines are UTF-8, convert it",
    codecs.BOM_UTF16_BE: "UTF-16 text; JSON lines are UTF-8, convert it",
}
_BEFORE_OBJECT = codecs.BOM_UTF8 + string.whitespace.encode()


def read_jsonl(
    stream: BinaryIO, origin: Origin, line_bytes: int, compression: Compression | None = None
) -> Iterator[RawDocuments]:
    """Yield a row for each line of `stream` that is not blank, read or rejected, in order.

    A line that is not UTF-8 is decoded on its own by charset-normalizer. One over `line_bytes` is never held.
    """
    stored = "the file" if compression is None else "the decompressed stream"
    for line in lines(_checked(chunks(stream, compression)), line_bytes):
        yield _document(line, origin, stored)


def _checked(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Yield `pieces` unless the first bytes are those of another format."""
    first = next(pieces, b"")
    for signature, name in _SIGNATURES.items():
        if first.startswith(signature):
            raise StreamError(f"this is {name}")
    yield from chain((first,), pieces)


def _document(line: Line, origin: Origin, stored: str) -> RawDocuments:
    fields: Fields = {}
    try:
        fields, encoding = _parse(line)
        return document(fields, origin, line.number, encoding)
    except RejectedError as error:
        record, url = names_itself(fields, line.number)
        return rejected(
            origin,
            f"line {line.number}, at byte {line.start} of {stored}: {error}",
            place=f"line {line.number}",
            byte_count=line.byte_count,
            record=record,
            url=url,
        )


def _parse(line: Line) -> tuple[Fields, str]:
    """Return the object on the line and the encoding of its bytes."""
    if line.data is None:
        raise RejectedError(line.problem)
    encoding = "utf-8"
    try:
        value = orjson.loads(line.data)
    except orjson.JSONDecodeError:
        value, encoding = _parse_odd(line.data)
    if not isinstance(value, dict):
        raise RejectedError(f"a JSON {json_name(value)}, not an object with a content field")
    return value, encoding


def _parse_odd(data: bytes) -> tuple[object, str]:
    """Parse what is not plain UTF-8 JSON: with a byte order mark or in another encoding, if it is JSON at all."""
    text: str | bytes = data
    encoding = "utf-8"
    if data.lstrip(_BEFORE_OBJECT).startswith(b"{"):  # guessing an encoding is slow; garbage gets none
        text, encoding = decode(data)
    try:
        return orjson.loads(text), encoding
    except orjson.JSONDecodeError as error:
        raise RejectedError(f"not JSON: {error.msg} at column {error.colno}") from error
