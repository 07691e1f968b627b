from pathlib import Path

import pytest

from tests.expectations.stage import build


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark this folder's tests: each of them needs Great Expectations or a stage made for it."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.validation)


@pytest.fixture(scope="session")
def valid_stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stage on which everything passes, to be copied, never written."""
    return build(tmp_path_factory.mktemp("valid") / "stage.duckdb")


@pytest.fixture
def stage(valid_stage: Path, tmp_path: Path) -> Path:
    """A copy of the valid stage, to plant damage in."""
    copy = tmp_path / "stage.duckdb"
    copy.write_bytes(valid_stage.read_bytes())
    return copy
