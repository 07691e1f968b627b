"""One run, here and now: what can be told to be wrong is told before Prefect is started."""

from typing import Any

from corpus.sources import SourceNotFoundError, discover
from flows import environment
from flows.settings import Settings
from flows.summary import RunRefusedError, RunSummary
from warehouse.connection import WarehouseFileError
from warehouse.lock import WarehouseLockedError, refuse_if_locked


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
        refuse_if_locked(settings.warehouse)
        environment.prepare()
        from flows.ingest import ingest

        return ingest(sources, retry_quarantine=retry_quarantine, overrides=overrides)
    except RunRefusedError as error:
        return error.summary
    except (SourceNotFoundError, WarehouseFileError) as error:
        raise RunNotBegunError(str(error), is_locked=False) from error
    except WarehouseLockedError as error:
        raise RunNotBegunError(str(error), is_locked=True) from error
