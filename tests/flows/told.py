"""What Prefect was told: the events and artifacts that its server holds."""

import time
from typing import Any

import httpx

EVENT_SECONDS = 20  # the server takes events in after a while


def event(server: str, name: str, **payload: object) -> dict[str, Any]:
    """Return the one event of a name whose payload holds all that is given; wait until the server has it."""
    deadline = time.monotonic() + EVENT_SECONDS
    while time.monotonic() < deadline:
        answer = httpx.post(f"{server}/events/filter", json={"filter": {"event": {"name": [name]}}, "limit": 50})
        found = [one for one in answer.json()["events"] if payload.items() <= one["payload"].items()]
        if found:
            (one,) = found
            return dict(one)
        time.sleep(0.1)
    raise AssertionError(f"no event {name} with {payload}")


def artifacts(server: str, flow_run_id: str) -> dict[str, dict[str, Any]]:
    """Return the artifacts of a flow run, by key."""
    chosen = {"artifacts": {"flow_run_id": {"any_": [flow_run_id]}}}
    return {one["key"]: one for one in httpx.post(f"{server}/artifacts/filter", json=chosen).json()}
