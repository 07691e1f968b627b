"""The tasks: the work of flows.batches under Prefect's eyes, and the pool that runs it.

A task takes and gives paths and numbers, never frames, so the same tasks run in threads, in processes
and on a Dask cluster that shares the file system. Only I/O errors are tried again: a transform that
failed once fails again.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, TaskRun
from prefect.task_runners import ProcessPoolTaskRunner, TaskRunner, ThreadPoolTaskRunner
from prefect.tasks import Task

from corpus.read import Limits
from corpus.sources import Source
from flows import batches
from flows.parts import RunFolder
from flows.settings import Settings


def is_io_error(_task: Task[..., Any], _run: TaskRun, state: State[Any]) -> bool:
    """Whether a failed task is worth another try."""
    return isinstance(state.result(raise_on_failure=False), OSError)


@task(name="read", cache_policy=NO_CACHE, persist_result=False, retry_condition_fn=is_io_error)
def read_group(sources: Sequence[Source], root: Path, group: int, limits: Limits) -> int:
    """Read a group of sources into raw parts."""
    return batches.read_group(sources, RunFolder(root), group, limits)


@task(name="render", cache_policy=NO_CACHE, persist_result=False, retry_condition_fn=is_io_error)
def render_part(root: Path, part: str) -> int:
    """Turn one raw part into lines."""
    return batches.render_part(RunFolder(root), part)


@task(name="refine", cache_policy=NO_CACHE, persist_result=False, retry_condition_fn=is_io_error)
def refine_part(root: Path, part: str, run_id: int) -> int:
    """Judge the lines of one rendered part."""
    return batches.refine_part(RunFolder(root), part, run_id)


def task_runner(settings: Settings) -> AbstractContextManager[TaskRunner[Any]]:
    """Return the pool that the settings ask for, not yet started."""
    if settings.task_runner == "threads":
        return ThreadPoolTaskRunner(max_workers=settings.workers)
    if settings.task_runner == "processes":
        return ProcessPoolTaskRunner(max_workers=settings.workers)
    try:
        from prefect_dask.task_runners import DaskTaskRunner
    except ModuleNotFoundError as error:
        raise ValueError("task_runner is dask, but prefect-dask is not installed: install newsledger[dask]") from error
    if settings.dask_address:
        return DaskTaskRunner(address=settings.dask_address)
    # Port 0: a dashboard on its usual port would be refused to the second of two jobs on one machine.
    cluster = {"n_workers": settings.workers, "threads_per_worker": 1, "dashboard_address": "127.0.0.1:0"}
    return DaskTaskRunner(cluster_kwargs=cluster)


def each(
    runner: TaskRunner[Any], work: Task[..., int], calls: Sequence[dict[str, Any]], settings: Settings
) -> "Results":
    """Submit one task a call and return their results, to be taken in order."""
    tried = work.with_options(retries=settings.retries, retry_delay_seconds=settings.retry_seconds)
    return Results([runner.submit(tried, parameters=call) for call in calls])


class Results:
    """Results of submitted tasks: iterating waits for each in turn and raises the error of one that failed."""

    def __init__(self, futures: Sequence[Any]) -> None:
        self._futures = futures

    def __len__(self) -> int:
        return len(self._futures)

    def __iter__(self) -> Any:
        return (future.result() for future in self._futures)
