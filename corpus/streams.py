"""Stored bytes to a stream of chunks, decompressed on the way and never whole in memory."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO, Literal

import zstandard

Compression = Literal["gzip", "zstd"]

_CHUNK = 2**18
# One KiB of zstd can hold 32 MiB of zeros, and its decompressor cannot be told to stop in between.
_ZSTD_CHUNK = 2**10
_GZIP_WRAPPER = 31  # window bits that make zlib expect gzip's header and check its trailer


class StreamError(ValueError):
    """A stream cannot be read on; all that can be read of it was read before."""


def chunks(stream: BinaryIO, compression: Compression | None) -> Iterator[bytes]:
    """Yield the decompressed bytes of `stream`; raises `StreamError` where it is damaged."""
    match compression:
        case None:
            return iter(lambda: stream.read(_CHUNK), b"")
        case "gzip":
            return _gunzip(stream)
        case "zstd":
            return _unzstd(stream)


def _gunzip(stream: BinaryIO) -> Iterator[bytes]:
    """Decompress gzip, one member after the other; zeros after the last are padding, as of tapes and blocks."""
    data = stream.read(_CHUNK)
    while data:
        member = zlib.decompressobj(_GZIP_WRAPPER)
        while not member.eof:
            if not data:
                yield member.flush()
                raise StreamError("the gzip stream ends early")
            yield from _inflate(member, data)
            data = b"" if member.eof else stream.read(_CHUNK)
        data = member.unused_data or stream.read(_CHUNK)
        while data and not (data := data.lstrip(b"\0")):
            data = stream.read(_CHUNK)


def _inflate(member: "zlib._Decompress", data: bytes) -> Iterator[bytes]:
    """Yield what `data` holds, up to the last byte before any damage."""
    while data and not member.eof:
        before = member.copy()
        try:
            yield member.decompress(data, _CHUNK)
        except zlib.error as error:
            yield _salvaged(before, data)
            raise StreamError(f"the gzip stream is corrupt ({error})") from error
        data = member.unconsumed_tail


def _salvaged(member: "zlib._Decompress", data: bytes) -> bytes:
    """Return what comes out before the damage: a failing call gives nothing, so it is fed byte by byte."""
    salvaged = bytearray()
    try:
        for start in range(len(data)):
            salvaged += member.decompress(data[start : start + 1])
    except zlib.error:
        pass  # the caller raises it, after these bytes
    return bytes(salvaged)


def _unzstd(stream: BinaryIO) -> Iterator[bytes]:
    """Decompress zstd, frame by frame; the library's own reader takes a truncated frame for the end."""
    library = zstandard.ZstdDecompressor()
    data = stream.read(_ZSTD_CHUNK)
    while data:
        frame = library.decompressobj()
        while not frame.eof:
            if not data:
                raise StreamError("the zstd stream ends early")
            try:
                yield frame.decompress(data)
            except zstandard.ZstdError as error:
                raise StreamError(f"the zstd stream is corrupt ({error})") from error
            data = b"" if frame.eof else stream.read(_ZSTD_CHUNK)
        data = frame.unused_data or stream.read(_ZSTD_CHUNK)
