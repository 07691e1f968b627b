"""Stages of a run: timed, logged with one line of counts, shown to whoever watches."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flows.progress import watcher
from flows.summary import StageTime


@dataclass
class Stage:
    """A stage under way. `documents` and `counts` are set by the work inside."""

    name: str
    documents: int = 0
    counts: dict[str, int] = field(default_factory=dict)


@dataclass
class Stages:
    """The stages of one run so far, in order."""

    logger: logging.Logger | logging.LoggerAdapter[logging.Logger]
    done: list[StageTime] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Stage]:
        """Time the block as one stage and log its counts at the end."""
        watcher().begin(name, total)
        begun = time.perf_counter()
        stage = Stage(name)
        yield stage
        seconds = time.perf_counter() - begun
        self.done.append(StageTime(name, seconds, stage.documents))
        counts = ", ".join(f"{count} {what}" for what, count in stage.counts.items())
        self.logger.info("%s: %s (%.1f s)", name, counts or "done", seconds)

    def seconds(self) -> dict[str, float]:
        """Seconds of each stage, by name."""
        return {one.name: round(one.seconds, 3) for one in self.done}
