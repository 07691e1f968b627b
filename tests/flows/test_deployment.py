"""prefect.yaml: what it deploys can be loaded and takes what it is given."""

from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # it comes with Prefect, without types

from flows.schedule import parse_schedule
from flows.settings import Settings
from tests.conftest import ROOT

DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
(NIGHTLY,) = DEPLOYMENTS

pytestmark = pytest.mark.process  # they import Prefect, which takes seconds


def test_entrypoint_is_a_flow_that_takes_the_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    from prefect.flows import load_flow_from_entrypoint

    monkeypatch.chdir(ROOT)
    flow: Any = load_flow_from_entrypoint(NIGHTLY["entrypoint"], use_placeholder_flow=False)

    assert flow.name == "newsledger"
    assert flow.validate_parameters(NIGHTLY["parameters"]) == NIGHTLY["parameters"] | {"retry_quarantine": False}


def test_overrides_are_settings() -> None:
    assert str(Settings(**NIGHTLY["parameters"]["overrides"]).warehouse) == "var/news.duckdb"


def test_sources_are_there() -> None:
    assert all((ROOT / source).exists() for source in NIGHTLY["parameters"]["sources"])


def test_schedule_is_a_cron_line() -> None:
    (schedule,) = NIGHTLY["schedules"]

    assert str(parse_schedule(schedule["cron"], None, schedule["timezone"])) == "by cron 15 3 * * * (UTC)"


def test_run_that_is_due_while_another_works_is_cancelled() -> None:
    from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy

    limit = ConcurrencyLimitConfig(**NIGHTLY["concurrency_limit"])

    assert (limit.limit, limit.collision_strategy) == (1, ConcurrencyLimitStrategy.CANCEL_NEW)
