"""The run folder: which parts of which stage stand where.

Every part is written under another name first, so that a part that is there is whole.
"""

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from transforms.batch import KnownSites
from transforms.pipeline import Rendered
from warehouse.survey import Survey

_RENDERED = ("documents", "lines", "edits", "facts")


@dataclass(frozen=True, slots=True)
class RunFolder:
    """The places in the folder of one run."""

    root: Path

    @property
    def raw(self) -> Path:
        """RawDocuments as read, `part-<group>-<batch>.parquet`: by name, in reading order."""
        return self.root / "raw"

    @property
    def admitted(self) -> Path:
        """Which raw rows are new."""
        return self.root / "admitted.parquet"

    @property
    def rendered(self) -> Path:
        """Lines before they are judged: `documents-<part>`, `lines-<part>`, `edits-<part>`, `facts-<part>`."""
        return self.root / "rendered"

    @property
    def survey(self) -> Path:
        """What the survey found: `sites.parquet`, `templates.parquet`, `repeats.parquet`."""
        return self.root / "survey"

    @property
    def aliases(self) -> Path:
        """The user's list of names as it was when the run began, for all its workers; empty where there is none."""
        return self.root / "aliases.tsv"

    @property
    def tables(self) -> Path:
        """One folder a table of the warehouse, one part a batch."""
        return self.root / "tables"

    @property
    def stage(self) -> Path:
        """The DuckDB file that the expectations judge."""
        return self.root / "stage.duckdb"

    def create(self) -> None:
        """Make the folders."""
        for folder in (self.raw, self.rendered, self.survey, self.tables):
            folder.mkdir(parents=True, exist_ok=True)

    def raw_parts(self) -> list[str]:
        """Return the names of the raw parts, in reading order, without their suffix."""
        return sorted(path.stem for path in self.raw.glob("part-*.parquet"))


def write_part(frame: pl.DataFrame, path: Path) -> None:
    """Write a part in one piece."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.partial")
    frame.write_parquet(partial, compression="zstd", compression_level=1)
    partial.replace(path)


def read_part(path: Path) -> pl.DataFrame:
    """Read a part back. Its path is a name, whatever it holds: brackets in a folder's name are no pattern."""
    return pl.read_parquet(path, glob=False)


def write_rendered(rendered: Rendered, folder: Path, part: str) -> None:
    """Write the frames of a rendered batch; lines carry their document_id, which the survey joins on."""
    ids = rendered.documents.select("doc", "document_id")
    lines = rendered.lines.join(ids, on="doc", how="left", maintain_order="left")
    frames = (rendered.documents, lines, rendered.edits, rendered.facts)
    for name, frame in zip(_RENDERED, frames, strict=True):
        write_part(frame, folder / f"{name}-{part}.parquet")


def read_rendered(folder: Path, part: str) -> Rendered:
    """Read back what `write_rendered` wrote."""
    documents, lines, edits, facts = (read_part(folder / f"{name}-{part}.parquet") for name in _RENDERED)
    return Rendered(documents, lines.drop("document_id"), edits, facts)


def write_survey(found: Survey, folder: Path) -> None:
    """Write what the survey found, for every batch to read."""
    for name in ("sites", "templates", "repeats"):
        write_part(getattr(found, name), folder / f"{name}.parquet")


def read_survey(folder: Path, sites: pl.Series) -> KnownSites:
    """Read back what `write_survey` wrote of the sites of a batch; null is the site ''."""
    wanted = sites.fill_null("").unique().implode()
    frames = (
        pl.scan_parquet(folder / f"{name}.parquet", glob=False).filter(pl.col("site_id").is_in(wanted)).collect()
        for name in ("sites", "templates", "repeats")
    )
    return KnownSites(*frames)
