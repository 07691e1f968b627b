from pathlib import Path

import pytest

from tests.expectations.stage import build


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
