"""What was measured in a run as OpenMetrics text, for whoever scrapes: Prometheus, an agent, a textfile collector.

A metric `dropped_ratio:promo` of a site is the gauge `newsledger_dropped_ratio` with the labels `scope_kind`, `scope`
and `of`; what is not of anything has no `of`.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import get_args

import polars as pl
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.openmetrics.exposition import generate_latest
from prometheus_client.registry import Collector

from expectations.trends.watched import watched
from flows.summary import COUNTS
from warehouse.measured import Measured
from warehouse.schema.vocabulary import Severity

_SCOPE = ("scope_kind", "scope", "of")


def exposition(measured: Measured) -> str:
    """Return the metrics of a run, how many documents each is about, and the counts of the run itself."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Gauges(measured))
    return str(generate_latest(registry).decode())  # type: ignore[no-untyped-call]  # it has none


class _Gauges(Collector):
    """One run as families of gauges."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured

    def collect(self) -> Iterable[Metric]:
        yield from self._run()
        yield from self._metrics()

    def _run(self) -> Iterator[Metric]:
        run = self._measured.run
        yield GaugeMetricFamily("newsledger_run_id", "Number of the run that all this is about.", run["run_id"])
        yield _moment("newsledger_run_ended_timestamp_seconds", "When that run ended.", run["ended_at"])
        if self._measured.last_good_at is not None:
            sentence = "When the newest run ended that was published or found nothing new."
            yield _moment("newsledger_last_good_run_ended_timestamp_seconds", sentence, self._measured.last_good_at)
        documents = GaugeMetricFamily(
            "newsledger_run_documents", "Documents of the run by outcome.", labels=["outcome"]
        )
        for name in COUNTS[1:]:
            documents.add_metric([name], run[f"{name}_count"])
        yield documents
        findings = GaugeMetricFamily("newsledger_findings", "Findings of the run.", labels=["severity", "is_accepted"])
        for severity in get_args(Severity):
            of_this = self._measured.findings.filter(pl.col("severity") == severity)["accepted"]
            findings.add_metric([severity, "false"], of_this.null_count())
            findings.add_metric([severity, "true"], of_this.count())
        yield findings

    def _metrics(self) -> Iterator[Metric]:
        families: dict[str, GaugeMetricFamily] = {}
        sentence = "Documents, articles or lines that the value of a metric is about."
        basis = GaugeMetricFamily("newsledger_metric_basis", sentence, labels=["metric", *_SCOPE])
        for row in self._measured.metrics.iter_rows(named=True):
            name, _, of = row["name"].partition(":")
            labels = {"scope_kind": row["scope_kind"], "scope": row["scope"]} | ({"of": of} if of else {})
            family = families.setdefault(name, GaugeMetricFamily(f"newsledger_{name}", _sentence(name)))
            family.add_sample(family.name, labels, row["value"])
            basis.add_sample(basis.name, {"metric": name, **labels}, row["basis_count"])
        yield from families.values()
        yield basis


def _sentence(name: str) -> str:
    """Return what a metric is called in findings; what is filled in there stands in the label `of` here."""
    known = watched().get(name)
    if known is None:
        return f"{name} of the table metrics."
    about = known.about.replace("{of}", "of").replace("{as}", " as `of`")
    return f"{about[:1].upper()}{about[1:]} ({known.unit})."


def _moment(name: str, sentence: str, moment: datetime) -> Metric:
    """Return a moment, which the tables hold in UTC without saying so, in seconds since 1970."""
    return GaugeMetricFamily(name, sentence, moment.replace(tzinfo=UTC).timestamp())
