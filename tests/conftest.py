"""What the tests of several folders share: the environment, a Prefect server, a warehouse of the sample corpus."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from flows import environment
from flows.running import run_once

ROOT = Path(__file__).parent.parent
DOCUMENTS = ROOT / "corpus" / "documents"
GOLD = ROOT / "corpus" / "gold"

# A shared machine pauses a test for longer than any deadline that would still find a slow function.
settings.register_profile("tests", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("tests")

# Whatever takes one of these runs the flow: it needs a server, and it validates.
_RUNNING = {"prefect_server", "sample_warehouse"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that run the flow, so that none of them can be forgotten."""
    for item in items:
        if _RUNNING.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.process)
            item.add_marker(pytest.mark.validation)


@pytest.fixture(scope="session", autouse=True)
def clean_environment() -> Iterator[None]:
    """Leave the developer's settings of newsledger and Prefect out, and everything Prefect stores out of the home."""
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        for name in [name for name in os.environ if name.startswith(("NEWSLEDGER_", "PREFECT_"))]:
            patch.delenv(name)
        patch.setenv("PREFECT_HOME", home)
        environment.prepare()
        yield


@pytest.fixture(scope="session")
def prefect_server(clean_environment: None) -> Iterator[str]:
    """The address of a Prefect server for the runs of this process, and for those of processes it starts."""
    from prefect.settings import get_current_settings
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=120):
        yield str(get_current_settings().api.url)


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The warehouse of one run over the sample corpus, made once for all test processes. Never written to."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    warehouse = folder / "sample" / "news.duckdb"
    with (folder / "sample.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not warehouse.exists():
            request.getfixturevalue("prefect_server")
            run_once([str(DOCUMENTS)], False, {"warehouse": warehouse})
    return warehouse
