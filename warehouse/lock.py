"""One writer at a time, also for runs that are started by hand."""

import fcntl
import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

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
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise WarehouseLockedError(
                f"{target} is being written by {_holder(file.read())}; wait until that run has ended, or stop it"
            ) from None
        file.truncate(0)
        file.write(json.dumps({"pid": os.getpid(), "host": socket.gethostname(), "since": since.isoformat(" ")}))
        file.flush()
        try:
            yield
        finally:
            file.truncate(0)


def _holder(text: str) -> str:
    """Say who holds the lock; a holder that has just taken it may not have signed yet."""
    try:
        signed = json.loads(text)
    except json.JSONDecodeError:
        return "a process that has just begun"
    return f"process {signed['pid']} on {signed['host']} since {signed['since']}"
