"""How far a long run is, as Prefect shows it; a short run is not shown at all."""

import logging
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from flows import progress_artifacts
from flows.progress import Nobody
from flows.progress_artifacts import LONG_SECONDS, UPDATE_SECONDS, ProgressArtifacts
from tests.flows.told import artifacts

LOGGER = logging.getLogger("tests")


class _Clock:
    """A clock that stands still until somebody moves it."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


class _Other(Nobody):
    """Another watcher, who counts what it is told."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.steps = 0

    def begin(self, stage: str, total: int | None) -> None:
        self.begun.append(stage)

    def advance(self) -> None:
        self.steps += 1


@pytest.fixture
def clock() -> _Clock:
    return _Clock()


@pytest.fixture
def progress(clock: _Clock) -> ProgressArtifacts:
    return ProgressArtifacts(7, _Other(), LOGGER, clock)


def shown(server: str, *steps: Callable[[], object]) -> list[dict[str, Any]]:
    """Return the artifacts, key and percent, that a flow shows after each of its steps."""
    from prefect import flow, runtime

    seen: list[dict[str, Any]] = []

    @flow(name="watched")
    def watched() -> None:
        for step in steps:
            step()
            seen.append({key: one["data"] for key, one in artifacts(server, runtime.flow_run.id).items()})

    watched()
    return seen


def passing(clock: _Clock, seconds: float) -> Callable[[], None]:
    def pass_by() -> None:
        clock.seconds += seconds

    return pass_by


def test_short_run_shows_nothing(prefect_server: str, clock: _Clock, progress: ProgressArtifacts) -> None:
    passed = passing(clock, LONG_SECONDS - 0.1)

    *_, last = shown(prefect_server, lambda: progress.begin("refine", 2), passed, progress.advance, progress.finish)

    assert last == {}


def test_long_stage_is_shown_in_percent_and_whole_at_its_end(
    prefect_server: str, clock: _Clock, progress: ProgressArtifacts
) -> None:
    steps = [
        lambda: progress.begin("refine", 4),
        passing(clock, LONG_SECONDS),
        progress.advance,
        passing(clock, UPDATE_SECONDS),
        progress.advance,
        progress.finish,
    ]

    seen = shown(prefect_server, *steps)

    assert [one.get("newsledger-refine") for one in seen] == [None, None, 25.0, 25.0, 50.0, 100.0]


def test_steps_soon_after_each_other_cost_one_update(
    prefect_server: str, clock: _Clock, progress: ProgressArtifacts
) -> None:
    clock.seconds += LONG_SECONDS

    *_, before, after = shown(
        prefect_server, lambda: progress.begin("read", 4), progress.advance, passing(clock, 0.1), progress.advance
    )

    assert before == after == {"newsledger-read": 0.0}


def test_stage_of_a_long_run_is_shown_though_its_steps_cannot_be_counted(
    prefect_server: str, clock: _Clock, progress: ProgressArtifacts
) -> None:
    clock.seconds += LONG_SECONDS

    during, after = shown(prefect_server, lambda: progress.begin("survey", None), lambda: progress.begin("refine", 2))

    assert during == {"newsledger-survey": 0.0}
    assert after == {"newsledger-survey": 100.0, "newsledger-refine": 0.0}


def test_who_watches_already_goes_on_watching(clock: _Clock) -> None:
    other = _Other()
    progress = ProgressArtifacts(7, other, LOGGER, clock)

    progress.begin("read", 2)
    progress.advance()
    progress.advance()

    assert (other.begun, other.steps) == (["read"], 2)


def test_server_that_is_gone_is_told_nothing_more_and_the_run_goes_on(
    clock: _Clock, progress: ProgressArtifacts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    asked: list[float] = []

    def fail(percent: float, **_: object) -> None:
        asked.append(percent)
        raise httpx.ConnectError("connection refused")

    monkeypatch.setattr(progress_artifacts, "create_progress_artifact", fail)
    clock.seconds += LONG_SECONDS

    progress.begin("read", 2)
    progress.begin("refine", 2)

    assert asked == [0.0]
    assert "Prefect is not told any more how far the run is: connection refused" in caplog.text
