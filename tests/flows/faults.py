"""Faults that befall a run between two of its stages: what is staged on disk is not what was computed."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

from flows.parts import RunFolder
from flows.progress import watched_by
from warehouse.places import run_folders

Fault = Callable[[RunFolder], None]


class _Bringer:
    """Watches a run, as a progress bar does, and does its damage when a stage begins."""

    def __init__(self, warehouse: Path, stage: str, fault: Fault) -> None:
        self.warehouse, self.stage, self.fault = warehouse, stage, fault

    def begin(self, stage: str, total: int | None) -> None:
        if stage == self.stage:
            (root,) = run_folders(self.warehouse).values()
            self.fault(RunFolder(root))

    def advance(self) -> None:
        pass


@contextmanager
def befalls(fault: Fault, warehouse: Path, before: str) -> Iterator[None]:
    """Let a fault befall the runs of the block before the stage `before` begins."""
    with watched_by(_Bringer(warehouse, before, fault)):
        yield


def impossible_ratio(town: str) -> Fault:
    """Give the articles about a town a kept ratio that no article can have."""
    about = pl.col("title").str.contains(town)
    ratio = pl.when(about).then(1.5).otherwise("kept_ratio").alias("kept_ratio")
    return lambda folder: _rewrite(folder.tables / "articles", lambda rows: rows.with_columns(ratio))


def lost_documents(folder: RunFolder) -> None:
    """Lose every row of `documents`."""
    _rewrite(folder.tables / "documents", pl.DataFrame.clear)


def _rewrite(folder: Path, change: Callable[[pl.DataFrame], pl.DataFrame]) -> None:
    for part in folder.glob("*.parquet"):
        change(pl.read_parquet(part)).write_parquet(part)
