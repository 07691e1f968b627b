"""A user's own list of people and organisations by other names, read beside the one that is shipped."""

import hashlib
from functools import lru_cache
from pathlib import Path

from transforms.entities.phrases import Names, alias_spellings, extended_names, listed_names


def read_aliases(path: Path | None) -> tuple[str, ...]:
    """Return the rows of a list in the form of transforms/entities/aliases.tsv; none where there is no list.

    Raises ValueError that names the file and the line of a row that is none.
    """
    if path is None:
        return ()
    try:
        lines = path.read_text("utf-8-sig").splitlines()
    except OSError as error:
        raise ValueError(f"{path} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{path} is not UTF-8: {error.reason} at byte {error.start}") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            alias_spellings([line])
        except ValueError as error:
            raise ValueError(f"{path}, line {number}: {error}") from error
        rows.append(line)
    return tuple(rows)


def fingerprint(rows: tuple[str, ...]) -> str:
    """Return what tells one list from another."""
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


NO_ALIASES = fingerprint(())


@lru_cache(maxsize=1)
def known_names(rows: tuple[str, ...]) -> Names:
    """Return the shipped names with those of a user's rows, worked out once in a process."""
    return extended_names(rows) if rows else listed_names()
