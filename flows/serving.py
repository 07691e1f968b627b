"""`newsledger serve`: one process that is a working scheduler.

It starts a Prefect server of its own where none is configured, serves the flow on its schedule, and takes
the server with it when it ends.
"""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import active_children
from typing import Any, NoReturn

from flows import environment
from flows.schedule import When

HOST, USUAL_PORT = "127.0.0.1", 4200
SERVER_SECONDS = 180  # a cold server migrates its database first
POLL_SECONDS = 0.5
STOP_SECONDS = 15
PR_SET_PDEATHSIG = 1  # linux/prctl.h
DEPLOYMENT = "serve"


class ServerNotStartedError(RuntimeError):
    """The Prefect server did not come up; the message says where to look."""


def serve_forever(sources: list[str], overrides: dict[str, Any], when: When, port: int | None) -> None:
    """Serve the flow until SIGTERM or Ctrl-C. Runs never overlap: one that is due while another works is cancelled."""
    environment.prepare()
    signal.signal(signal.SIGTERM, _end)
    # Prefect's runner, told to stop by a signal, makes a coroutine that it does not await.
    warnings.filterwarnings("ignore", "coroutine 'Runner.astop' was never awaited", RuntimeWarning)
    with _server(port) as url:
        print(f"newsledger: runs {when}, Prefect UI at {url.removesuffix('/api')}", flush=True)
        try:
            _serve(sources, overrides, when)
        finally:
            _end_runs()


def _end_runs() -> None:
    """End the run under way while its server is still there: without one it tries for minutes to reach it.

    The warehouse stays as it was, and the next run begins anew.
    """
    for run in active_children():
        run.terminate()
        run.join(STOP_SECONDS)
        if run.is_alive():
            run.kill()


def _end(_signal: int, _frame: object) -> NoReturn:
    raise SystemExit(0)


def _serve(sources: list[str], overrides: dict[str, Any], when: When) -> None:
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
    from prefect.schedules import Cron, Interval
    from prefect.types.entrypoint import EntrypointType

    from flows.ingest import ingest

    schedule = Cron(when.cron, timezone=when.timezone) if when.cron else Interval(when.interval or 0)
    parameters = {
        "sources": sources,
        "overrides": {name: str(value) if hasattr(value, "__fspath__") else value for name, value in overrides.items()},
    }
    ingest.serve(
        name=DEPLOYMENT,
        schedule=schedule,
        parameters=parameters,
        limit=1,
        global_limit=ConcurrencyLimitConfig(limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW),
        entrypoint_type=EntrypointType.MODULE_PATH,
        print_starting_message=False,
    )


@contextmanager
def _server(port: int | None) -> Iterator[str]:
    """Yield the API's address: the configured one, else that of a server started for the length of the block."""
    from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings

    configured = get_current_settings().api.url
    if configured:
        yield configured
        return
    chosen = _free_port(port)
    url = f"http://{HOST}:{chosen}/api"
    command = [sys.executable, "-m", "prefect", "server", "start", "--host", HOST, "--port", str(chosen)]
    # Its own session: Ctrl-C is for this process, which then ends the server in order.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, start_new_session=True, preexec_fn=_end_with_parent)
    try:
        _await(process, url)
        os.environ["PREFECT_API_URL"] = url  # for the runs, which are processes of their own
        with temporary_settings({PREFECT_API_URL: url}):
            yield url
    finally:
        _stop(process)


def _end_with_parent() -> None:
    """In the server, before it begins: ask Linux to end it when this process is killed; elsewhere it would live on."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the server and whatever it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _free_port(wanted: int | None) -> int:
    """Return the port asked for, else the usual one, else any that is free."""
    if wanted is not None:
        return wanted
    for port in (USUAL_PORT, 0):
        with socket.socket() as probe:
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise ServerNotStartedError(f"no port is free on {HOST}: name one with --port")


def _await(process: subprocess.Popen[bytes], url: str) -> None:
    """Wait until the server answers."""
    deadline = time.monotonic() + SERVER_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise ServerNotStartedError(
                f"the Prefect server ended with code {process.returncode} before it answered at {url}: "
                "start one by hand with `prefect server start` to see why, or set PREFECT_API_URL"
            )
        try:
            with urllib.request.urlopen(f"{url}/health", timeout=5):
                return
        except OSError:
            time.sleep(POLL_SECONDS)
    raise ServerNotStartedError(f"the Prefect server did not answer at {url} within {SERVER_SECONDS} s")
