"""How far a long run is, as Prefect shows it: one artifact for each stage that is worth one."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast
from uuid import UUID

import httpx
from prefect.artifacts import create_progress_artifact, update_progress_artifact

from flows.progress import Watcher, watched_by, watcher

LONG_SECONDS = 30.0  # a run that is over by then needs none, and pays for none
UPDATE_SECONDS = 5.0  # an update takes some 40 ms, and nobody looks more often
WHOLE = 100.0  # Prefect counts in percent


@contextmanager
def shown_in_prefect(run_id: int, logger: logging.Logger | logging.LoggerAdapter[Any]) -> Iterator[None]:
    """Let Prefect see how far the run inside the block is, beside whoever watches it already."""
    progress = ProgressArtifacts(run_id, watcher(), logger)
    with watched_by(progress):
        yield
    progress.finish()


class ProgressArtifacts:
    """Watches a run beside another watcher, and tells Prefect from `LONG_SECONDS` on. Once that fails it stops.

    A stage whose steps cannot be counted stands at 0 until the next one begins.
    """

    def __init__(
        self,
        run_id: int,
        other: Watcher,
        logger: logging.Logger | logging.LoggerAdapter[Any],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._run_id, self._other, self._logger, self._clock = run_id, other, logger, clock
        self._long_at = self._due_at = clock() + LONG_SECONDS
        self._stage, self._total, self._done = "", 0, 0
        self._artifact: UUID | None = None
        self._is_heard = True

    def begin(self, stage: str, total: int | None) -> None:
        """Finish the artifact of the stage before, and begin one where the run is long already."""
        self._other.begin(stage, total)
        self.finish()
        self._stage, self._total, self._done = stage, total or 0, 0
        if self._clock() >= self._long_at:
            self._tell(0.0)

    def advance(self) -> None:
        """Count one step."""
        self._other.advance()
        self._done += 1
        if self._total and self._clock() >= self._due_at:
            self._tell(WHOLE * self._done / self._total)

    def finish(self) -> None:
        """Show the stage under way, if it is shown at all, as done."""
        if self._artifact is not None:
            self._tell(WHOLE)
            self._artifact = None

    def _tell(self, progress: float) -> None:
        if not self._is_heard:
            return
        try:
            if self._artifact is None:
                of_run = f"Stage {self._stage} of run {self._run_id}"
                made = create_progress_artifact(progress, key=f"newsledger-{self._stage}", description=of_run)
                self._artifact = cast(UUID, made)  # a coroutine only where it is called from one
            else:
                update_progress_artifact(self._artifact, progress)
        except httpx.HTTPError as error:
            self._is_heard = False
            self._logger.warning("Prefect is not told any more how far the run is: %s", error)
        self._due_at = self._clock() + UPDATE_SECONDS
