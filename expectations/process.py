"""Validation in a process of its own, which lives as long as this one.

Great Expectations takes seconds to import, all of it Python: in a thread of the run it would hold back the others.
Its memory stays out of the run too.
"""

import atexit
import os
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from multiprocessing import get_context, parent_process
from multiprocessing.util import Finalize
from pathlib import Path
from threading import Thread

from expectations import duckdb_dialect
from expectations.checked import Checked
from expectations.expectation import Phase
from expectations.validate import validate


class ValidationEndedError(RuntimeError):
    """The process that validates is gone."""


def begin() -> None:
    """Start the process, so that its imports are over when the first validation is asked for."""
    _process().submit(_load)


def validate_apart(stage: Path, run_id: int, phase: Phase) -> Checked:
    """Do what `validate` does, in the other process; what it raises there is raised here."""
    try:
        return _process().submit(validate, stage, run_id, phase).result()
    except BrokenProcessPool as error:
        _process.cache_clear()
        raise ValidationEndedError(
            f"the process that validated {stage} ended before it answered; the system ends processes that take "
            "too much memory: look at its log (dmesg), give the job more memory, and run again. A script that calls "
            "the flow needs `if __name__ == '__main__':` around the call, since this process imports the script"
        ) from error


@cache
def _process() -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_prepare)
    # A scheduled run is itself a process of multiprocessing: at its end that waits for its children before pools
    # are told to stop. Its queues close at priority 10; the pool needs them to stop.
    Finalize(None, pool.shutdown, exitpriority=100)
    return pool


def _prepare() -> None:
    """Leave Ctrl-C to the run, and end with it, also when it was killed, and at once: there is nothing to save."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(os._exit, 0)  # else taking Great Expectations apart holds up the end of the run for a second
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _load() -> None:
    """Import in what time the run leaves over: on Linux niceness is a thread's own, and ends with it."""

    def load() -> None:
        os.nice(10)
        duckdb_dialect.load()

    thread = Thread(target=load)
    thread.start()
    thread.join()
