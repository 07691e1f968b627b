"""One writer at a time, also for runs that are started by hand."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TextIO

from warehouse.places import lock_file


class WarehouseLockedError(RuntimeError):
    """Somebody else holds the warehouse; the message says who."""


@contextmanager
def writer_lock(target: Path, since: datetime) -> Iterator[None]:
    """Hold the writer's lock of `target`, or raise `WarehouseLockedError` at once.

    The system lets go of the lock when its holder dies, so nothing needs to be cleaned up. The file
    itself stays: removing it would let two writers lock two files of the same name.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    path = lock_file(target)
    with path.open("a+", encoding="utf-8") as file:
        _take(file, target, fcntl.LOCK_EX)
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since.isoformat(" ")}))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def refuse_if_locked(target: Path) -> None:
    """Raise `WarehouseLockedError` when somebody holds the lock of `target`; take nothing."""
    path = lock_file(target)
    if path.exists():
        with path.open(encoding="utf-8") as file:
            _take(file, target, fcntl.LOCK_SH)


def _take(file: TextIO, target: Path, kind: int) -> None:
    """Lock the open file until it is closed, or say who has it."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        file.seek(0)
        raise WarehouseLockedError(
            f"{target} is being written by {_holder(file.read())}; wait until that run has ended, or stop it"
        ) from None


def _holder(text: str) -> str:
    """Say who holds the lock; a holder that has just taken it may not have signed yet."""
    try:
        signed = json.loads(text)
    except json.JSONDecodeError:
        return "a process that has just begun"
    return f"process {signed['pid']} on {signed['host']} since {signed['since']}"
