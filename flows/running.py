"""One run, here and now: what can be told to be wrong is told before Prefect is started."""

import os
from pathlib import Path
from typing import Any

from corpus.sources import SourceNotFoundError, discover
from flows import environment
from flows.settings import Settings
from flows.summary import RunRefusedError, RunSummary
from warehouse.connection import WarehouseFileError
from warehouse.lock import WarehouseLockedError, refuse_if_locked
from warehouse.publish import next_run_id


class RunNotBegunError(RuntimeError):
    """A run that did not begin; `is_locked` when another one is writing."""

    def __init__(self, message: str, *, is_locked: bool) -> None:
        super().__init__(message)
        self.is_locked = is_locked


def run_once(sources: list[str], retry_quarantine: bool, overrides: dict[str, Any]) -> RunSummary:
    """Run the flow in this process and return its summary, also when the gate refused."""
    settings = Settings(**overrides)
    try:
        discover(sources)
        _check_target(settings.warehouse)
        environment.prepare()
        from flows.ingest import ingest

        return ingest(sources, retry_quarantine=retry_quarantine, overrides=overrides)
    except RunRefusedError as error:
        return error.summary
    except (SourceNotFoundError, WarehouseFileError) as error:
        raise RunNotBegunError(str(error), is_locked=False) from error
    except WarehouseLockedError as error:
        raise RunNotBegunError(str(error), is_locked=True) from error


def _check_target(target: Path) -> None:
    """Raise when the warehouse cannot be written: it is locked, no warehouse, or its folder is closed to us."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        refuse_if_locked(target)
    except OSError as error:
        raise WarehouseFileError(
            f"{target} cannot be written: {error.filename}: {error.strerror}. Name another warehouse"
        ) from error
    if not os.access(target.parent, os.W_OK):
        raise WarehouseFileError(f"{target} cannot be written: its folder is read-only. Name another warehouse")
    if target.exists():
        next_run_id(target)
