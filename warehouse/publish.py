"""Publishing: one rename between the old warehouse and the new, and an old one to go back to."""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

import polars as pl

from warehouse import places
from warehouse.connection import WarehouseFileError, opened, statement
from warehouse.merge import build_unchanged
from warehouse.places import (
    kept_file,
    kept_files,
    refused_file,
    refused_files,
    run_folders,
    wal_file,
)


def next_run_id(target: Path) -> int:
    """Return the number of the next run: one more than the highest in the warehouse or of a refused one."""
    return 1 + max([_runs(target)[0] if target.exists() else 0, *refused_files(target)])


def publish(next_file: Path, target: Path, keep: int) -> None:
    """Replace `target` by `next_file`; keep the `keep` newest ones it replaces as `<name>.<run>`.

    A reader that has the old file open goes on reading it; who opens `target` afterwards sees the new one.
    """
    _, previous = _runs(next_file)
    if target.exists() and keep > 0 and previous:
        _link(target, kept_file(target, previous))
    _swap(next_file, target)
    _prune(kept_files(target), keep)


def append_run(target: Path, run: Mapping[str, object], findings: pl.DataFrame | None = None) -> None:
    """Publish the row of a run that changed nothing, and its rows of `findings` where there are any.

    The warehouses kept so far stay: a copy of today's would only push out one worth going back to.
    """
    path = places.next_file(target)
    build_unchanged(run, target if target.exists() else None, path, refused_files(target).values(), findings)
    _swap(path, target)


def refuse(next_file: Path, target: Path, keep: int) -> Path:
    """Put `next_file` beside `target`, which stays, for a look; keep the `keep` newest refused ones, at least 1."""
    refused = refused_file(target, _runs(next_file)[0])
    _sync(next_file)
    next_file.replace(refused)
    _sync(target.parent)
    _prune(refused_files(target), max(keep, 1))
    return refused


def clean_leftovers(target: Path) -> list[Path]:
    """Remove what a killed run left beside `target`, and return it. To be called under the writer's lock."""
    path = places.next_file(target)
    spilled = path.with_name(f"{path.name}.tmp")
    leftovers = [found for found in (path, wal_file(path), spilled, *run_folders(target).values()) if found.exists()]
    for leftover in leftovers:
        if leftover.is_dir():
            shutil.rmtree(leftover)
        else:
            leftover.unlink()
    return leftovers


def _runs(path: Path) -> tuple[int, int | None]:
    """Return the highest run of a warehouse, 0 without any, and the run that published the one before it."""
    with opened(path, "warehouse", read_only=True) as con:
        if not con.execute("select 1 from duckdb_tables() where table_name = 'runs'").fetchall():
            raise WarehouseFileError(
                f"{path} has no table `runs`, so it is no warehouse of newsledger: name another file"
            )
        ((newest, previous),) = con.execute(statement("newest_runs")).fetchall()
    return newest, previous


def _swap(path: Path, target: Path) -> None:
    """Rename the next warehouse to `target`, so that after a crash one of the two is there, whole.

    A log beside `target` is of somebody who wrote into the old file: DuckDB would play it into the new one.
    """
    _sync(path)
    wal_file(target).unlink(missing_ok=True)
    path.replace(target)
    _sync(target.parent)


def _link(target: Path, kept: Path) -> None:
    """Give `target` a second name, or copy it where the file system has no hard links."""
    kept.unlink(missing_ok=True)
    try:
        kept.hardlink_to(target)
    except OSError:
        shutil.copyfile(target, kept)
        _sync(kept)


def _prune(files: Mapping[int, Path], keep: int) -> None:
    """Remove all but the `keep` newest."""
    for run_id in sorted(files)[: max(len(files) - keep, 0)]:
        files[run_id].unlink()


def _sync(path: Path) -> None:
    """Make a file's bytes, or a folder's names, survive a power failure."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
