"""Which files there are to read, and their fingerprints."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from glob import iglob
from hashlib import file_digest
from pathlib import Path
from stat import S_ISREG
from typing import Literal

from corpus.identity import source_id
from corpus.reject import os_reason
from corpus.streams import Compression

Format = Literal["text", "html", "jsonl", "parquet"]

_FORMATS: dict[str, Format] = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
}
COMPRESSIONS: dict[str, Compression] = {".gz": "gzip", ".zst": "zstd"}
_READ = f"{' '.join(_FORMATS)}, and all but .parquet also with {' '.join(COMPRESSIONS)}"
_EPOCH = datetime(1970, 1, 1)  # also stands for the unknown time of a file that cannot be looked at


class SourceNotFoundError(ValueError):
    """A pattern that names nothing that can be read."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read. `modified_at` is naive UTC; `problem` says why it cannot be read, null when it can."""

    path: Path
    uri: str
    format: Format
    compression: Compression | None
    byte_count: int
    modified_at: datetime
    sha256: str | None
    source_id: str
    problem: str | None


def discover(patterns: Sequence[str]) -> list[Source]:
    """Return the files that `patterns` name: files, folders with all below them, globs where `**` is any depth.

    Sorted by uri, each file once. In folders and globs other suffixes and hidden files are left out; below a
    folder, links to other folders are not followed. Nothing is hashed: see `fingerprint`. Raises
    `SourceNotFoundError` for a pattern that gives no file.
    """
    found = {source.uri: source for pattern in patterns for source in _discover_one(pattern)}
    return [found[uri] for uri in sorted(found)]


def fingerprint(source: Source) -> Source:
    """Return `source` with the hash of its bytes and the id that follows, or with the problem of reading them."""
    if source.problem is not None:
        return source
    try:
        with source.path.open("rb") as file:
            content_sha256 = file_digest(file, "sha256").hexdigest()
    except OSError as error:
        return replace(source, problem=os_reason(error))
    return replace(source, sha256=content_sha256, source_id=source_id(source.uri, content_sha256))


def _discover_one(pattern: str) -> list[Source]:
    path = _absolute(pattern)
    if os.path.isdir(path):  # noqa: PTH112 (is_dir() raises where a parent folder is closed to us)
        sources = list(_below(path))
    elif os.path.lexists(path):
        if _format(path) is None:
            raise SourceNotFoundError(f"{pattern}: no reader for the suffix of {path.name}; read are {_READ}")
        sources = [_source(path)]
    else:
        sources = list(_matching(pattern))
    if not sources:
        raise SourceNotFoundError(f"{pattern}: no file found; read are {_READ}. Check its spelling and permissions")
    return sources


def _absolute(name: str) -> Path:
    """Return the absolute path without following links: the uri is the name that was given."""
    return Path(os.path.abspath(name))  # noqa: PTH100 (resolve() follows links)


def _matching(pattern: str) -> Iterator[Source]:
    for match in iglob(pattern, recursive=True):  # noqa: PTH207 (Path.glob takes no absolute pattern)
        path = _absolute(match)
        if os.path.isdir(path):  # noqa: PTH112
            yield from _below(path)
        elif _format(path) is not None:
            yield _source(path)


def _below(folder: Path) -> Iterator[Source]:
    """Yield the files below `folder`; a folder that cannot be listed is a source with that problem, not silence."""
    unlisted: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=unlisted.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if not name.startswith(".") and _format(Path(name)) is not None:
                yield _source(Path(parent, name))
    for error in unlisted:
        yield _source(Path(error.filename), problem=f"the folder cannot be listed: {os_reason(error)}")


def _format(path: Path) -> tuple[Format, Compression | None] | None:
    """Return the format and compression a name ends in, null for one that is not read."""
    suffixes = [suffix.lower() for suffix in path.suffixes[-2:]]
    compression = COMPRESSIONS.get(suffixes[-1]) if suffixes else None
    if compression is not None:
        suffixes.pop()
    form = _FORMATS.get(suffixes[-1]) if suffixes else None
    return None if form is None or (form == "parquet" and compression) else (form, compression)


def _source(path: Path, problem: str | None = None) -> Source:
    form, compression = _format(path) or ("text", None)  # no suffix: a folder that cannot be listed
    uri = path.as_uri()
    byte_count, modified_at = 0, _EPOCH
    try:
        status = path.stat()
    except OSError as error:
        problem = problem or os_reason(error)
    else:
        byte_count = status.st_size
        modified_at = _EPOCH + timedelta(microseconds=status.st_mtime_ns // 1000)
        if not S_ISREG(status.st_mode):
            problem = problem or "not a regular file; copy what it gives into one"
    return Source(path, uri, form, compression, byte_count, modified_at, None, source_id(uri, None), problem)
