"""Pages written once for all tests of them: of a run with planted faults, and of one without."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from expectations.report import write_report
from tests.expectations.report.history import LAST_RUN, faulty, healthy


@pytest.fixture(scope="session")
def faulty_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of reports of the run with faults; its database stands beside it."""
    return _reports(tmp_path_factory.mktemp("faulty"), faulty)


@pytest.fixture(scope="session")
def healthy_reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of reports of the run without faults."""
    return _reports(tmp_path_factory.mktemp("healthy"), healthy)


def _reports(folder: Path, make: Callable[[Path], Path]) -> Path:
    write_report(make(folder / "news.duckdb"), LAST_RUN, folder / "reports")
    return folder / "reports"


@pytest.fixture
def faulty_copy(faulty_reports: Path, tmp_path: Path) -> Path:
    """A copy of the database with faults, to be changed."""
    return _copy(faulty_reports, tmp_path)


@pytest.fixture
def healthy_copy(healthy_reports: Path, tmp_path: Path) -> Path:
    """A copy of the healthy database, to be changed."""
    return _copy(healthy_reports, tmp_path)


def _copy(reports: Path, folder: Path) -> Path:
    return Path(shutil.copy(reports.parent / "news.duckdb", folder))
