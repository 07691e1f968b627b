"""The names of everything that stands beside a warehouse file."""

import re
from pathlib import Path


def next_file(target: Path) -> Path:
    """Return where the next warehouse is built: the same folder, so that one rename publishes it."""
    return target.with_name(f"{target.name}.next")


def run_folder(target: Path, run_id: int) -> Path:
    """Return the folder of a run's raw, rendered and staged parts."""
    return target.with_name(f"{target.name}.run-{run_id}")


def lock_file(target: Path) -> Path:
    """Return the file that a writer locks."""
    return target.with_name(f"{target.name}.lock")


def wal_file(database: Path) -> Path:
    """Return DuckDB's write-ahead log of a database file."""
    return database.with_name(f"{database.name}.wal")


def kept_file(target: Path, run_id: int) -> Path:
    """Return where the warehouse that a run published is kept once a later one replaces it."""
    return target.with_name(f"{target.name}.{run_id}")


def refused_file(target: Path, run_id: int) -> Path:
    """Return where a warehouse that the gate refused is kept."""
    return target.with_name(f"{target.stem}.refused-{run_id}{target.suffix}")


def kept_files(target: Path) -> dict[int, Path]:
    """Return the warehouses kept beside `target`, oldest run first."""
    return _numbered(target, rf"{re.escape(target.name)}\.(\d+)")


def refused_files(target: Path) -> dict[int, Path]:
    """Return the refused warehouses beside `target`, oldest run first."""
    return _numbered(target, rf"{re.escape(target.stem)}\.refused-(\d+){re.escape(target.suffix)}")


def run_folders(target: Path) -> dict[int, Path]:
    """Return the run folders beside `target`, oldest run first."""
    return _numbered(target, rf"{re.escape(target.name)}\.run-(\d+)")


def _numbered(target: Path, pattern: str) -> dict[int, Path]:
    """Return the files beside `target` whose whole name matches, by the number in it."""
    found = ((re.fullmatch(pattern, path.name), path) for path in target.parent.glob("*"))
    return dict(sorted((int(match[1]), path) for match, path in found if match))
