"""A run as an event of OpenLineage: what it took in, what it put out. The names are those of its specification 2-0-2.

A standard so small needs no package: https://openlineage.io/spec/2-0-2/OpenLineage.json. The event can be sent as it is
to whatever collects them.
"""

from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal, NotRequired, TypedDict
from urllib.parse import unquote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from warehouse.added import Added

MOST_INPUTS = 1000  # one object by mail or in a log; the warehouse's table `sources` holds all

EventType = Literal["COMPLETE", "FAIL", "ABORT"]
Facets = dict[str, dict[str, Any]]

_SPEC = "https://openlineage.io/spec"
_EVENT_SCHEMA = f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/RunEvent"
_OWN_FACET = f"{_SPEC}/2-0-2/OpenLineage.json#/$defs/BaseFacet"  # allows any further field
_ERROR = f"{_SPEC}/facets/1-0-0/ErrorMessageRunFacet.json#/$defs/ErrorMessageRunFacet"
_TAKEN_IN = f"{_SPEC}/facets/1-0-0/InputStatisticsInputDatasetFacet.json#/$defs/InputStatisticsInputDatasetFacet"
_PUT_OUT = f"{_SPEC}/facets/1-0-0/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet"

_SOURCE_FACTS = (
    "format",
    "outcome",
    "reason",
    "loaded_count",
    "unchanged_count",
    "quarantined_count",
    "rejected_count",
)


class Run(TypedDict):
    """One run; `runId` is a UUID."""

    runId: str
    facets: Facets


class Job(TypedDict):
    """What ran: one job a warehouse."""

    namespace: str
    name: str


class Dataset(TypedDict):
    """A file that was read, or a table that was written to."""

    namespace: str
    name: str
    inputFacets: NotRequired[Facets]
    outputFacets: NotRequired[Facets]


class RunEvent(TypedDict):
    """The end of a run."""

    eventType: EventType
    eventTime: str
    producer: str
    schemaURL: str
    run: Run
    job: Job
    inputs: list[Dataset]
    outputs: list[Dataset]


def run_event(
    kind: EventType,
    at: str,
    warehouse: Path,
    facts: Mapping[str, object],
    reason: str | None = None,
    added: Added | None = None,
) -> RunEvent:
    """Return the event of a run over `warehouse` that ended `at`, ISO 8601 with its zone.

    `facts` become a facet of the run. `added` is None for a run that did not get so far. Only what is published is an
    output: a refused run has none.
    """
    facets = {"newsledger_run": _facet(_OWN_FACET, **facts)}
    if reason is not None:
        facets["errorMessage"] = _facet(_ERROR, message=reason, programmingLanguage="Python")
    if added is not None:
        facets["newsledger_inputs"] = _facet(
            _OWN_FACET,
            source_count=added.source_count,
            byte_count=added.byte_count,
            read_count=added.read_count,
            unlisted_source_count=added.source_count - added.sources.height,
        )
    return {
        "eventType": kind,
        "eventTime": at,
        "producer": _producer(),
        "schemaURL": _EVENT_SCHEMA,
        "run": {"runId": str(uuid5(NAMESPACE_URL, f"{warehouse.absolute().as_uri()}#{at}")), "facets": facets},
        "job": {"namespace": "newsledger", "name": warehouse.stem},
        "inputs": [] if added is None else [_input(row) for row in added.sources.iter_rows(named=True)],
        "outputs": [] if added is None or kind != "COMPLETE" else _outputs(warehouse, added.row_counts),
    }


def _input(row: Mapping[str, Any]) -> Dataset:
    place = urlsplit(row["uri"])
    return {
        "namespace": f"{place.scheme}://{place.netloc}" if place.netloc else place.scheme,
        "name": unquote(place.path),
        "inputFacets": {
            "inputStatistics": _facet(_TAKEN_IN, rowCount=row["read_count"], size=row["byte_count"], fileCount=1),
            "newsledger_source": _facet(_OWN_FACET, **{name: row[name] for name in _SOURCE_FACTS}),
        },
    }


def _outputs(warehouse: Path, row_counts: Mapping[str, int]) -> list[Dataset]:
    return [
        {
            "namespace": f"duckdb://{warehouse.absolute()}",
            "name": f"main.{table}",
            "outputFacets": {"outputStatistics": _facet(_PUT_OUT, rowCount=count)},
        }
        for table, count in row_counts.items()
    ]


def _facet(schema: str, **fields: object) -> dict[str, Any]:
    return {"_producer": _producer(), "_schemaURL": schema, **fields}


def _producer() -> str:
    return f"pkg:generic/newsledger@{version('newsledger')}"
