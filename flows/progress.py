"""How a run tells whoever watches it how far it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol


class Watcher(Protocol):
    """Somebody who watches a run."""

    def begin(self, stage: str, total: int | None) -> None:
        """Say that a stage begins, of `total` steps where they can be counted."""

    def advance(self) -> None:
        """Say that one step of the stage is done."""


class Nobody:
    """Nobody watches: a scheduled run."""

    def begin(self, stage: str, total: int | None) -> None:
        """Do nothing."""

    def advance(self) -> None:
        """Do nothing."""


_watcher: ContextVar[Watcher] = ContextVar("watcher")


def watcher() -> Watcher:
    """Return who watches the run of this context."""
    return _watcher.get(Nobody())


@contextmanager
def watched_by(one: Watcher) -> Iterator[None]:
    """Let `one` watch the runs inside the block."""
    token = _watcher.set(one)
    try:
        yield
    finally:
        _watcher.reset(token)
