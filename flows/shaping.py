"""The middle of a run: raw parts become lines, lines become rows."""

from pathlib import Path

import polars as pl

from flows import tasks
from flows.parts import RunFolder, write_part, write_survey
from flows.progress import watcher
from flows.settings import Settings
from flows.stages import Stages
from warehouse.schema import SiteTemplates, conform
from warehouse.survey import survey


def shape(folder: RunFolder, last: Path | None, run_id: int, settings: Settings, stages: Stages) -> None:
    """Render every raw part, survey the sites over all of them, and refine every part into table rows."""
    parts = folder.raw_parts()
    with tasks.task_runner(settings) as runner:
        with stages.stage("render", len(parts)) as stage:
            calls: list[dict[str, object]] = [{"root": folder.root, "part": part} for part in parts]
            rendered: list[str] = []
            for part, count in zip(parts, tasks.each(runner, tasks.render_part, calls, settings), strict=True):
                watcher().advance()
                stage.documents += count
                rendered += [part] if count else []
            stage.counts["documents"] = stage.documents
        documents = stage.documents
        with stages.stage("survey") as stage:
            found = survey(folder.rendered, last)
            # Those of earlier runs stand in the warehouse already, with documents that this run's stage does not hold.
            new = found.templates.filter(~pl.col("is_known")).drop("is_known")
            templates = conform(new.with_columns(run_id=pl.lit(run_id, pl.Int64)), SiteTemplates)
            write_part(templates, folder.tables / "site_templates" / "part.parquet")
            write_survey(found, folder.survey)
            stage.documents = documents
            stage.counts |= {
                "sites": found.sites.height,
                "templates": found.templates.height,
                "repeats": found.repeats.height,
            }
        with stages.stage("refine", len(rendered)) as stage:
            calls = [{"root": folder.root, "part": part, "run_id": run_id} for part in rendered]
            lines = 0
            for count in tasks.each(runner, tasks.refine_part, calls, settings):
                watcher().advance()
                lines += count
            stage.documents = documents
            stage.counts |= {"documents": documents, "lines": lines}
