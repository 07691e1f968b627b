from pathlib import Path

import pytest

from tests.flows.days import make_first_day, next_day


@pytest.fixture(scope="session")
def first_day(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first day, made once. Never written to."""
    return make_first_day(tmp_path_factory.mktemp("days"))


@pytest.fixture
def day(first_day: Path) -> Path:
    """The first day to go on from."""
    return next_day(first_day)
