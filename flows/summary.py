"""What a run came to, in numbers."""

from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from warehouse.schema import Findings, frame_schema

COUNTS = ("read", "loaded", "unchanged", "quarantined", "rejected")


@dataclass(frozen=True)
class StageTime:
    """How long one stage took, and over how many documents."""

    name: str
    seconds: float
    documents: int

    @property
    def documents_per_second(self) -> float | None:
        """Documents per second; None where the stage is too short to tell."""
        return self.documents / self.seconds if self.seconds >= 0.001 and self.documents else None


@dataclass(frozen=True)
class RunSummary:
    """The end of one run: the row of `runs`, lines by kind, failed expectations, stages, and where to look.

    line_kinds: `kind`, `kept`, `line_count`. failed_checks: rows of `check_results` that did not pass.
    findings: rows of `findings`.
    """

    run: dict[str, object]
    warehouse: Path
    report: Path | None
    line_kinds: pl.DataFrame
    failed_checks: pl.DataFrame
    stages: tuple[StageTime, ...] = field(default=())
    findings: pl.DataFrame = field(default_factory=frame_schema(Findings).to_frame)

    @property
    def standing_findings(self) -> pl.DataFrame:
        """The findings that stand for themselves, worst first: those that another one explains are left out."""
        return self.findings.filter(pl.col("explained_by_no").is_null()).sort("finding_no")

    @property
    def outcome(self) -> str:
        """`published`, `refused` or `unchanged`."""
        return str(self.run["outcome"])

    def markdown(self) -> str:
        """Return the summary as Prefect shows it among a run's artifacts."""
        counts = "\n".join(f"| {name} | {self.run[f'{name}_count']} |" for name in COUNTS)
        checks = "\n".join(
            f"- **{row['severity']}** {row['check_name']}: {row['observed']}"
            for row in self.failed_checks.iter_rows(named=True)
        )
        stages = "\n".join(f"| {one.name} | {one.seconds:.1f} |" for one in self.stages)
        reason = f"\n\n{self.run['reason']}" if self.run["reason"] else ""
        return (
            f"# Run {self.run['run_id']}: {self.outcome}{reason}\n\n"
            f"| documents | |\n|---|--:|\n{counts}\n\n"
            f"{self.run['kept_line_count']} lines kept, {self.run['dropped_line_count']} dropped.\n\n"
            f"{checks or 'No expectation failed.'}\n\n"
            f"| stage | seconds |\n|---|--:|\n{stages}\n\n"
            f"Warehouse: `{self.warehouse}`" + (f"  \nReport: `{self.report}`" if self.report else "")
        )


class RunRefusedError(RuntimeError):
    """The gate refused to publish; `summary` says what was found."""

    def __init__(self, summary: RunSummary) -> None:
        super().__init__(f"run {summary.run['run_id']} was refused: {summary.run['reason']}")
        self.summary = summary
