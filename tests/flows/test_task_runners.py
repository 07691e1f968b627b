"""Only the pool that runs the batches is different: the tables are the same."""

from pathlib import Path
from typing import Any

import pytest

from tests.flows.pages import write_feed, write_page
from tests.flows.runs import run, without_runs

TOWNS = ("Orvik", "Alder", "Corran", "Birch", "Tolmere")


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("runners")
    write_feed(folder / "feed.jsonl", *TOWNS)
    write_page(folder, "Fellhaven")
    return folder


@pytest.fixture(scope="module")
def expected(
    prefect_server: str, sources: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[Any, ...]]]:
    """The tables of a run in one batch and one thread."""
    warehouse = tmp_path_factory.mktemp("threads") / "news.duckdb"
    run(warehouse, sources, workers=1)
    return without_runs(warehouse)


def test_small_batches_in_several_threads_give_the_same_tables(
    expected: dict[str, list[tuple[Any, ...]]], sources: Path, tmp_path: Path
) -> None:
    run(tmp_path / "news.duckdb", sources, batch_documents=2, workers=3)

    assert without_runs(tmp_path / "news.duckdb") == expected


@pytest.mark.parametrize("task_runner", ["processes", "dask"])
def test_other_pools_give_the_same_tables(
    expected: dict[str, list[tuple[Any, ...]]], sources: Path, tmp_path: Path, task_runner: str
) -> None:
    if task_runner == "dask":
        pytest.importorskip("prefect_dask")

    run(tmp_path / "news.duckdb", sources, batch_documents=4, workers=1, task_runner=task_runner)

    assert without_runs(tmp_path / "news.duckdb") == expected
