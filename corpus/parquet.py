"""Parquet rows to raw documents, a few at a time."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.decode import decode, decode_markup
from corpus.record import CONTENT_FIELDS, MARKUP_FIELDS, Fields, document, names_itself
from corpus.reject import Origin, RejectedError, os_reason, rejected
from warehouse.schema import RawDocuments

_ROWS = 256  # of pages of 200 kB these are 50 MiB; larger batches read no faster
_BUFFER_BYTES = 2**20  # with a buffer a column chunk is read page by page, without it whole


def read_parquet(stream: BinaryIO, origin: Origin, byte_count: int, line_bytes: int) -> Iterator[RawDocuments]:
    """Yield a document or reject for each row of the file, and a reject for the file where it cannot be read on.

    `byte_count` is the file's size, `line_bytes` the largest content of a row.
    """
    row_no = 0
    try:
        with pq.ParquetFile(stream, buffer_size=_BUFFER_BYTES) as file:
            _check_content(file.schema_arrow)
            for batch in _batches(file):
                for row_no, fields in enumerate(_rows(batch), row_no + 1):  # noqa: B020 (goes on counting)
                    yield _document(fields, origin, row_no, line_bytes)
    except RejectedError as error:
        yield rejected(origin, str(error), place="file", byte_count=byte_count)
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:  # Arrow calls corrupt data an OSError
        said = os_reason(error) if isinstance(error, OSError) else str(error).partition("\n")[0]
        where = f"after row {row_no}; the rest is not read" if row_no else "before the first row"
        reason = f"the Parquet file cannot be read on: {said}, {where}"
        yield rejected(origin, reason, place="file", byte_count=byte_count, record=str(row_no + 1))


def _batches(file: pq.ParquetFile) -> Iterator[pa.RecordBatch]:
    """Yield the rows group by group: a batch across two would lose the end of one to damage in the next."""
    for group in range(file.num_row_groups):
        yield from file.iter_batches(batch_size=_ROWS, row_groups=[group])


def _check_content(schema: pa.Schema) -> None:
    """Raise `RejectedError` unless the first content column there is holds strings, or pages as bytes."""
    name = next((name for name in CONTENT_FIELDS if name in schema.names), None)
    if name is None:
        raise RejectedError(f"columns {schema.names} hold no content; one of {', '.join(CONTENT_FIELDS)} is needed")
    found = schema.field(name).type
    if not _is_text(found) and not pa.types.is_binary(found) and not pa.types.is_large_binary(found):
        raise RejectedError(f"column {name!r} is of type {found}, expected string; write it as text")


def _is_text(found: pa.DataType) -> bool:
    if pa.types.is_dictionary(found):
        found = found.value_type
    return bool(pa.types.is_string(found) or pa.types.is_large_string(found) or pa.types.is_string_view(found))


def _rows(batch: pa.RecordBatch) -> list[Fields]:
    """Return the rows as Python values; a string that is not UTF-8, which Parquet does not check, stays bytes."""
    columns = [_as_written(column) for column in batch.columns]
    try:
        return pa.RecordBatch.from_arrays(columns, names=batch.schema.names).to_pylist()  # type: ignore[no-any-return]
    except UnicodeDecodeError:
        values = [_strings(column) if _is_text(column.type) else column.to_pylist() for column in columns]
        return [dict(zip(batch.schema.names, row, strict=True)) for row in zip(*values, strict=True)]


def _as_written(column: pa.Array) -> pa.Array:
    """Return times as ISO strings, in UTC, as JSON lines have them: not every one of Arrow's fits Python's."""
    if pa.types.is_timestamp(column.type):
        return column.cast(pa.timestamp(column.type.unit)).cast(pa.string())
    return column.cast(pa.string()) if pa.types.is_date(column.type) else column


def _strings(column: pa.Array) -> list[str | bytes | None]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    return [_string(value) for value in column.cast(pa.large_binary()).to_pylist()]


def _string(value: bytes | None) -> str | bytes | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return value


def _document(fields: Fields, origin: Origin, row_no: int, line_bytes: int) -> RawDocuments:
    record, url = names_itself(fields, row_no)
    byte_count = 0
    try:
        row = document(fields, origin, row_no, _decode_content(fields))
        byte_count = row.byte_count
        if byte_count > line_bytes:
            raise RejectedError(
                f"a content of {byte_count} bytes, the limit is {line_bytes}; split it or raise the limit"
            )
        return row
    except RejectedError as error:
        reason = f"row {row_no}: {error}"
        return rejected(origin, reason, place=f"row {row_no}", byte_count=byte_count, record=record, url=url)


def _decode_content(fields: Fields) -> str:
    """Decode the content in place where it is bytes; return the encoding it had."""
    name = next((name for name in CONTENT_FIELDS if fields.get(name)), None)
    if name is None or not isinstance(fields[name], bytes):
        return "utf-8"
    fields[name], encoding = decode_markup(fields[name]) if name in MARKUP_FIELDS else decode(fields[name])
    return encoding
