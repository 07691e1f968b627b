"""flows/automations.yaml: Prefect takes it, and each automation hears the events that it is for, and no other."""

from typing import Any
from uuid import uuid4

import httpx
import pytest
import yaml  # type: ignore[import-untyped]  # it comes with Prefect, without types

from tests.conftest import ROOT

AUTOMATIONS: dict[str, Any] = {
    one["name"].removeprefix("newsledger "): one
    for one in yaml.safe_load((ROOT / "flows" / "automations.yaml").read_text(encoding="utf-8"))["automations"]
}
FLOW = {"prefect.resource.id": "prefect.flow.1", "prefect.resource.role": "flow"}

pytestmark = pytest.mark.process  # they import Prefect, which takes seconds


def hearing(event: str, resource: dict[str, str], *related: dict[str, str]) -> list[str]:
    """Return the names of the automations whose trigger an event meets."""
    from prefect.server.events.schemas.automations import EventTrigger
    from prefect.server.events.schemas.events import ReceivedEvent

    about: dict[str, Any] = {"occurred": "2026-03-01T12:00:00Z", "resource": resource, "related": list(related)}
    happened = ReceivedEvent(event=event, id=uuid4(), **about)
    triggers = {name: EventTrigger.model_validate(one["trigger"]) for name, one in AUTOMATIONS.items()}
    return [name for name, one in triggers.items() if one.covers(happened) and one.expects(event)]


def of_run(outcome: str, worst: str = "none") -> list[str]:
    resource = {"prefect.resource.id": "newsledger.warehouse.news", "newsledger.worst-finding": worst}
    return hearing(f"newsledger.run.{outcome}", resource)


def test_server_takes_every_automation(prefect_server: str) -> None:
    answers = [httpx.post(f"{prefect_server}/automations/", json=one) for one in AUTOMATIONS.values()]
    for answer in answers:
        httpx.delete(f"{prefect_server}/automations/{answer.json().get('id')}")

    assert [(answer.status_code, answer.text) for answer in answers if answer.status_code != 201] == []


def test_refused_run_is_told() -> None:
    assert of_run("refused", worst="critical") == ["refused"]


@pytest.mark.parametrize("outcome", ["published", "unchanged"])
@pytest.mark.parametrize("worst", ["critical", "warning"])
def test_good_run_with_something_to_look_at_is_told(outcome: str, worst: str) -> None:
    assert of_run(outcome, worst) == ["with findings", "silent"]


@pytest.mark.parametrize("outcome", ["published", "unchanged"])
def test_good_run_is_awaited_and_not_told(outcome: str) -> None:
    assert of_run(outcome) == ["silent"]


@pytest.mark.parametrize("state", ["Failed", "Crashed", "TimedOut"])
def test_run_that_broke_is_told(state: str) -> None:
    run = {"prefect.resource.id": "prefect.flow-run.1"}

    assert hearing(f"prefect.flow-run.{state}", run, FLOW | {"prefect.resource.name": "newsledger"}) == ["broken"]


def test_run_of_another_flow_is_nobodys_business() -> None:
    run = {"prefect.resource.id": "prefect.flow-run.1"}

    assert hearing("prefect.flow-run.Failed", run, FLOW | {"prefect.resource.name": "backup"}) == []


def test_refused_run_is_not_told_as_broken() -> None:
    run = {"prefect.resource.id": "prefect.flow-run.1"}

    assert hearing("prefect.flow-run.Refused", run, FLOW | {"prefect.resource.name": "newsledger"}) == []


def test_message_says_why_what_and_where() -> None:
    from prefect.server.utilities.user_templates import render_user_template_sync

    carried = {
        "run_id": 7,
        "reason": "Too much is wrong.",
        **{f"{name}_count": number for number, name in enumerate(("read", "loaded", "unchanged", "quarantined"))},
        "rejected_count": 4,
        "findings": ["Tolmere fell silent.", "Dates are gone."],
        "warehouse": "/data/news.duckdb",
        "report": "file:///data/7.html",
    }
    (action,) = AUTOMATIONS["refused"]["actions"]

    subject, body = (
        render_user_template_sync(action[part], {"event": {"event": "newsledger.run.refused", "payload": carried}})
        for part in ("subject", "body")
    )

    assert subject == "newsledger: run 7 refused"
    assert body == (
        "Too much is wrong.\n\n"
        "0 documents read: 1 loaded, 2 unchanged, 3 quarantined, 4 rejected.\n\n"
        "- Tolmere fell silent.\n"
        "- Dates are gone.\n\n"
        "Warehouse: /data/news.duckdb\nReport: file:///data/7.html"
    )
