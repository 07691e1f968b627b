"""Settings: from the environment as NEWSLEDGER_*, overridden by what the caller gives."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_settings import BaseSettings, SettingsConfigDict

MIB = 2**20


def _checked_aliases(path: Path | None) -> Path | None:
    """Refuse a list with a row that is none, before anything is read or written."""
    if path is not None:
        from flows.aliases import read_aliases  # takes polars, which `--help` does without

        read_aliases(path)
    return path


def _checked_accepted(path: Path | None) -> Path | None:
    """Refuse a file of accepted moves with a wrong entry, before anything is read or written."""
    if path is not None:
        from expectations.trends.accepted import read_accepted  # likewise

        read_accepted(path)
    return path


class Settings(BaseSettings):
    """How a run is made. Every field is an environment variable: `NEWSLEDGER_KEEP=5`."""

    model_config = SettingsConfigDict(env_prefix="NEWSLEDGER_", extra="forbid", frozen=True)

    warehouse: Path = Field(Path("var/news.duckdb"), description="The published DuckDB file.")
    reports: Path | None = Field(
        None, description="Folder of the reports; when unset `reports` beside news.duckdb, `X-reports` beside X.duckdb."
    )
    keep: int = Field(3, ge=0, description="Earlier warehouses, and refused ones, to keep.")
    max_quarantined_ratio: float = Field(
        0.2, ge=0, le=1, description="Largest share of the new documents in quarantine that is published."
    )
    refuse_findings: bool = Field(
        False, description="Refuse to publish where a number of the whole run has moved critically, unexplained."
    )
    accepted: Annotated[Path | None, AfterValidator(_checked_accepted)] = Field(
        None, description="Your own file of accepted moves, in place of the project's."
    )
    batch_documents: int = Field(2000, ge=1, description="Most documents in one batch.")
    batch_bytes: int = Field(
        8 * MIB, ge=1, description="About the most bytes of content in one batch; markup counts a quarter."
    )
    line_bytes: int = Field(64 * MIB, ge=1, description="Longest line or file, in bytes, that is read as one document.")
    aliases: Annotated[Path | None, AfterValidator(_checked_aliases)] = Field(
        None, description="Your own list of people and organisations by other names; the README has its form."
    )
    workers: int = Field(2, ge=1, description="Batches worked on at the same time.")
    task_runner: Literal["threads", "processes", "dask"] = Field(
        "threads", description="Where batches run: threads, processes or dask."
    )
    dask_address: str | None = Field(None, description="Scheduler of a Dask cluster; a local one when unset.")
    retries: int = Field(2, ge=0, description="Retries of a task that met an I/O error.")
    retry_seconds: float = Field(5.0, ge=0, description="Seconds before each retry.")

    @property
    def report_folder(self) -> Path:
        """Where the reports go: beside the warehouse, in a folder of its own unless it is called as always."""
        beside = "reports" if self.warehouse.stem == "news" else f"{self.warehouse.stem}-reports"
        return self.reports or self.warehouse.parent / beside

    def report(self, run_id: int) -> Path:
        """Where the report of a run goes."""
        return self.report_folder / f"{run_id}.html"
