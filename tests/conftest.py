"""What the tests of several folders share: the environment, a Prefect server, a warehouse of the sample corpus."""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
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
    """Mark the tests that run the flow, so that none of them can be forgotten, and put what takes longest first."""
    for item in items:
        if _RUNNING.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.process)
            item.add_marker(pytest.mark.validation)
        if item.path.is_relative_to(ROOT / "tests" / "warehouse"):
            item.add_marker(pytest.mark.database)
    items.sort(key=lambda item: item.get_closest_marker("process") is None)


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
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this test session share."""
    folder = tmp_path_factory.getbasetemp()
    return folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder


@pytest.fixture(scope="session")
def prefect_server(clean_environment: None, shared_folder: Path) -> Iterator[str]:
    """The address of one Prefect server for all test processes and the processes they start.

    The first to ask starts it, and stops it when all others are done.
    """
    from prefect import context
    from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings
    from prefect.testing.utilities import prefect_test_harness

    address = shared_folder / "prefect.url"
    with ExitStack() as stack:
        users = stack.enter_context((shared_folder / "prefect.users").open("w"))
        fcntl.flock(users, fcntl.LOCK_SH)
        with _alone(shared_folder / "prefect.lock"):
            is_first = not address.exists()
            if is_first:
                stack.enter_context(prefect_test_harness(server_startup_timeout=120))
                address.write_text(str(get_current_settings().api.url))
        stack.enter_context(temporary_settings({PREFECT_API_URL: address.read_text()}))
        # Prefect's own threads do not see temporary settings, and would start a server.
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setattr(context, "GLOBAL_SETTINGS_CONTEXT", context.SettingsContext.get())
        yield address.read_text()
        if is_first:
            fcntl.flock(users, fcntl.LOCK_EX)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def sample_warehouse(shared_folder: Path, request: pytest.FixtureRequest) -> Path:
    """The warehouse of one run over the sample corpus, made once for all test processes. Never written to."""
    warehouse = shared_folder / "sample" / "news.duckdb"
    with _alone(shared_folder / "sample.lock"):
        if not warehouse.exists():
            request.getfixturevalue("prefect_server")
            run_once([str(DOCUMENTS)], False, {"warehouse": warehouse})
    return warehouse
