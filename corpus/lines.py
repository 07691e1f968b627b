"""Chunks of bytes to lines of bounded length."""

from collections.abc import Iterator
from typing import NamedTuple

from corpus.reject import os_reason
from corpus.streams import StreamError


class Line(NamedTuple):
    """One line that is not blank; `data` is null, and `problem` says why, where it could not be read."""

    number: int  # from 1, blank lines counted
    start: int  # offset in the decompressed stream
    byte_count: int  # without the line feed
    data: bytes | None
    problem: str | None


def lines(chunks: Iterator[bytes], line_bytes: int) -> Iterator[Line]:
    """Yield the lines of a stream.

    One over `line_bytes` is read to its end but not kept. Where the stream cannot be read on, the line it stopped
    in is the last, with the problem.
    """
    number, start = 1, 0
    held: list[bytes] = []  # the parts so far of a line that no chunk has ended yet; none once it is too long
    held_count = 0
    try:
        for chunk in chunks:
            *ended, rest = chunk.split(b"\n")
            for piece in ended:
                size = held_count + len(piece)
                if size > line_bytes:
                    yield _too_long(number, start, size, line_bytes)
                else:
                    data = b"".join((*held, piece)) if held else piece
                    if data and not data.isspace():
                        yield Line(number, start, size, data, None)
                held, held_count = [], 0
                number += 1
                start += size + 1
            held_count += len(rest)
            if held_count > line_bytes:
                held.clear()
            elif rest:
                held.append(rest)
    except StreamError as error:
        yield Line(number, start, held_count, None, _lost(number, str(error)))
        return
    except OSError as error:
        yield Line(number, start, held_count, None, _lost(number, os_reason(error)))
        return
    if held_count > line_bytes:
        yield _too_long(number, start, held_count, line_bytes)
    elif (data := b"".join(held)) and not data.isspace():
        yield Line(number, start, held_count, data, None)


def _too_long(number: int, start: int, size: int, line_bytes: int) -> Line:
    problem = f"a line of {size} bytes, the limit is {line_bytes}; split the record or raise the limit"
    return Line(number, start, size, None, problem)


def _lost(number: int, problem: str) -> str:
    return problem if number == 1 else f"{problem}, after line {number - 1}; the rest is not read"
