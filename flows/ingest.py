"""The flow: raw files to a published warehouse.

Discover, read, render, survey, refine, load, expect, gate, publish. Whatever happens before the last
rename leaves the published warehouse as it was; a run that was killed is begun anew from its sources.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import polars as pl
from prefect import flow, get_run_logger
from prefect.states import Failed

from expectations import metrics, process
from expectations.checked import Checked
from expectations.gate import decide
from expectations.report import write_report
from expectations.trends.accepted import ACCEPTED_FILE, read_accepted
from expectations.trends.findings import find, find_stale
from flows import environment, reading, shaping
from flows.aliases import NO_ALIASES, fingerprint, read_aliases
from flows.announcing import announce
from flows.parts import RunFolder
from flows.progress_artifacts import shown_in_prefect
from flows.settings import Settings
from flows.stages import Stages
from flows.summary import RunRefusedError, RunSummary
from transforms.entities.redirects import redirects
from transforms.rules import rules_version
from warehouse.connection import query
from warehouse.lock import writer_lock
from warehouse.merge import build_next
from warehouse.places import next_file, refused_files, run_folder
from warehouse.publish import append_run, clean_leftovers, next_run_id, publish, refuse
from warehouse.schema import CheckFailures, CheckResults, Findings, Metrics, Runs, columns, frame_schema
from warehouse.stage import account, append, build_stage, close_run, quarantine

ALIASES_MARK = "aliases_sha256"  # beside the settings of a run: what the user's list of names held


@flow(name="newsledger", persist_result=False, validate_parameters=False)
def ingest(sources: list[str], retry_quarantine: bool = False, overrides: dict[str, Any] | None = None) -> RunSummary:
    """Run once over `sources`, files, folders or globs, and publish what came of them.

    `overrides` are settings that win over the environment. Raises `RunRefusedError` when the gate refuses,
    `WarehouseLockedError` when another run is writing, and `SourceNotFoundError` when a source matches nothing.
    """
    environment.prepare()
    settings = Settings(**(overrides or {}))
    with writer_lock(settings.warehouse, _now()):
        clean_leftovers(settings.warehouse)
        run = _Run(settings, sources, retry_quarantine)
        with shown_in_prefect(run.run_id, run.logger):
            summary = run.make()
    announce(summary, settings.warehouse, run.logger)
    if summary.outcome == "refused":
        # The state of the flow, from which Prefect raises the error. Raised here it is logged with its stack.
        # Its name tells it, in the UI and in automations, from a run that broke.
        error = RunRefusedError(summary)
        return Failed(name="Refused", message=str(error), data=error)  # type: ignore[return-value]  # callers never see it
    return summary


class _Run:
    """One run under the writer's lock: what it reads, where it writes, how far it is."""

    def __init__(self, settings: Settings, sources: list[str], retry_quarantine: bool) -> None:
        self.settings = settings
        self.sources = sources
        self.retry_quarantine = retry_quarantine
        self.target = settings.warehouse
        self.last = self.target if self.target.exists() else None
        self.run_id = next_run_id(self.target)
        self.folder = RunFolder(run_folder(self.target, self.run_id))
        self.aliases = read_aliases(settings.aliases)
        self.accepted = read_accepted(settings.accepted or ACCEPTED_FILE)
        self.findings = frame_schema(Findings).to_frame()
        self.started_at = _now()
        self.logger = get_run_logger()
        self.stages = Stages(self.logger)

    def make(self) -> RunSummary:
        """Go through all stages and return what came of them."""
        self.folder.create()
        self.folder.aliases.write_text("\n".join(self.aliases), "utf-8")
        found = reading.discover_new(self.sources, self.last, self.settings, self.stages)
        if found.has_new_bytes or self.retry_quarantine:
            process.begin()
        read = reading.read_all(
            found, self.folder, self.last, self.settings, self.stages, retry_quarantine=self.retry_quarantine
        )
        if read.is_nothing_new and not self._has_other_aliases():
            return self._close_unchanged(found, read)
        shaping.shape(self.folder, self.last, self.run_id, self.settings, self.stages)
        with self.stages.stage("load") as stage:
            reading.write_sources(found, self.folder, self.run_id)
            build_stage(self.folder.stage, self.folder.tables, self.last, self._row(found), self.folder.admitted)
            stage.documents = stage.counts["documents"] = read.admission.new_count
        checked = self._watch(self._expect(read.admission.new_count), read.admission.new_count)
        return self._close(checked)

    def _has_other_aliases(self) -> bool:
        """Whether the list of names is not that of the last run: then the entities are joined anew."""
        last = query(self.target, "select settings from runs order by run_id desc limit 1") if self.last else None
        if last is None or last.is_empty():
            return False
        settings: dict[str, object] = json.loads(last.item() or "{}")
        return settings.get(ALIASES_MARK, NO_ALIASES) != fingerprint(self.aliases)

    def _row(self, found: reading.Found) -> dict[str, object]:
        """The run's row as far as it is known before its end."""
        return {
            "run_id": self.run_id,
            "started_at": self.started_at,
            "ended_at": self.started_at,
            "outcome": "published",
            "reason": None,
            "source_count": found.source_count,
            "skipped_source_count": found.skipped_count,
            "code_version": version("newsledger"),
            "rules_version": rules_version(),
            "stage_seconds": "{}",
            "settings": json.dumps({**self.settings.model_dump(mode="json"), ALIASES_MARK: fingerprint(self.aliases)}),
        }

    def _expect(self, documents: int) -> Checked:
        """Judge the stage, hold back the documents that fail, and count."""
        with self.stages.stage("expect") as stage:
            rows = process.validate_apart(self.folder.stage, self.run_id, "rows")
            condemned = rows.condemned
            if condemned.height:
                quarantine(self.folder.stage, condemned, self.folder.raw, rules_version(), self.run_id)
            account(self.folder.stage, self.folder.raw, self.folder.admitted)
            stage.documents = documents
            stage.counts["documents quarantined"] = condemned.height
        return rows

    def _watch(self, rows: Checked, documents: int) -> tuple[Checked, ...]:
        """Measure the run, judge its accounts, and set both beside the last good runs."""
        with self.stages.stage("watch") as stage:
            numbers = metrics.measure(self.folder.stage, self.folder.raw, self.run_id, self.stages.seconds())
            append(self.folder.stage, Metrics, numbers)
            checked = (rows, process.validate_apart(self.folder.stage, self.run_id, "accounts"))
            for found in checked:
                append(self.folder.stage, CheckResults, found.results)
                append(self.folder.stage, CheckFailures, found.failures)
            results = pl.concat([found.results for found in checked])
            self.findings = find(numbers, self.last, results, self.run_id, self.started_at, self.accepted)
            append(self.folder.stage, Findings, self.findings)
            stage.documents = documents
            stage.counts["expectations"] = results.height
            stage.counts["numbers"] = numbers.height
            stage.counts["findings"] = self.findings.filter(pl.col("explained_by_no").is_null()).height
        return checked

    def _close(self, checked: tuple[Checked, ...]) -> RunSummary:
        """Let the gate decide; publish the next warehouse, or keep it beside today's for a look."""
        run = self._stored_row()
        counts = {name: int(str(run[name])) for name in ("loaded_count", "quarantined_count")}
        judged = self.findings if self.settings.refuse_findings else None
        verdict = decide(checked, counts, self.settings.max_quarantined_ratio, judged)
        with self.stages.stage("publish") as stage:
            outcome = "published" if verdict.publish else "refused"
            close_run(
                self.folder.stage,
                ended_at=_now(),
                outcome=outcome,
                reason=" ".join(verdict.reasons) or None,
                stage_seconds=json.dumps(self.stages.seconds()),
            )
            build_next(
                self.folder.stage,
                self.last,
                next_file(self.target),
                refused_files(self.target).values(),
                redirects(self.aliases),
            )
            if verdict.publish:
                publish(next_file(self.target), self.target, self.settings.keep)
                database = self.target
            else:
                database = refuse(next_file(self.target), self.target, self.settings.keep)
                self.logger.error("refused: %s The refused warehouse is %s", " ".join(verdict.reasons), database)
            stage.counts["documents"] = stage.documents = counts["loaded_count"]
        summary = self._summary(self._stored_row(), database, checked)
        clean_leftovers(self.target)
        return summary

    def _close_unchanged(self, found: reading.Found, read: reading.Read) -> RunSummary:
        """Publish nothing but the run's row."""
        admission = read.admission
        run = {column.name: 0 for column in columns(Runs) if column.name.endswith("_count")} | self._row(found)
        run |= {
            "read_count": admission.read_count,
            "unchanged_count": admission.unchanged_count,
            "outcome": "unchanged",
            "ended_at": _now(),
            "stage_seconds": json.dumps(self.stages.seconds()),
        }
        self.findings = find_stale(self._loaded_at(), self.started_at, self.run_id)
        append_run(self.target, run, self.findings)
        summary = self._summary(run, self.target, ())
        clean_leftovers(self.target)
        return summary

    def _loaded_at(self) -> list[datetime]:
        """When earlier runs found something new."""
        if self.last is None:
            return []
        select = "select started_at from runs where outcome = 'published' and loaded_count > 0"
        return query(self.last, select)["started_at"].to_list()

    def _stored_row(self) -> dict[str, object]:
        return query(self.folder.stage, "select * from runs").row(0, named=True)

    def _summary(self, run: Mapping[str, object], database: Path, checked: tuple[Checked, ...]) -> RunSummary:
        """Write the report and return the summary of a run that is over."""
        results = pl.concat([found.results for found in checked]) if checked else frame_schema(CheckResults).to_frame()
        return RunSummary(
            run=dict(run),
            warehouse=database,
            report=self._report(database),
            line_kinds=metrics.line_kinds(self.folder.stage),
            failed_checks=results.filter(pl.col("outcome") != "passed").sort("severity", "check_name"),
            stages=tuple(self.stages.done),
            findings=self.findings,
        )

    def _report(self, database: Path) -> Path | None:
        """Write the report; without one the run is what it is, and `newsledger report` writes it later."""
        try:
            return write_report(database, self.run_id, self.settings.report_folder)
        except Exception:
            self.logger.exception(
                "the report could not be written; the run is over all the same, its warehouse is %s", database
            )
            return None


def _now() -> datetime:
    """The present moment in UTC, without its zone: as the tables hold times."""
    return datetime.now(UTC).replace(tzinfo=None)
