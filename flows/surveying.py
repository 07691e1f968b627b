"""Two passes over batches without a run: all are rendered, then each is handed on with what is known of its sites."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import polars as pl

from flows.parts import RunFolder, read_rendered, read_survey, write_rendered, write_survey
from transforms.batch import KnownSites
from transforms.pipeline import Rendered, render
from warehouse.survey import survey


def surveyed(batches: Iterable[pl.DataFrame], root: Path) -> Iterator[tuple[Rendered, KnownSites]]:
    """Yield every batch of RawDocuments rendered, in order; `root` is an empty folder for what waits.

    Memory holds one batch, whatever their number.
    """
    folder = RunFolder(root)
    folder.create()
    parts = []
    for number, batch in enumerate(batches):
        parts.append(f"part-{number:05}")
        write_rendered(render(batch), folder.rendered, parts[-1])
    if not parts:
        return
    write_survey(survey(folder.rendered, None), folder.survey)
    for part in parts:
        rendered = read_rendered(folder.rendered, part)
        yield rendered, read_survey(folder.survey, rendered.documents["site_id"])
