"""What a validation found: a result for each expectation, and every failing row."""

from dataclasses import dataclass

import polars as pl

from expectations.expectation import Phase


@dataclass(frozen=True)
class Checked:
    """Rows of `check_results` and `check_failures` of one phase of one run."""

    phase: Phase
    results: pl.DataFrame
    failures: pl.DataFrame

    @property
    def condemned(self) -> pl.DataFrame:
        """Documents to hold back: `document_id`, the critical `check_names` they fail, the first row in `detail`."""
        row = pl.format("{} {}", "table_name", "row_key")
        detail = pl.when(pl.col("value").is_null()).then(row).otherwise(pl.format("{}: {}", row, "value"))
        return (
            self._critical_failures.filter(pl.col("document_id").is_not_null())
            .sort("check_name", "failure_no")
            .group_by("document_id")
            .agg(pl.col("check_name").unique(maintain_order=True).alias("check_names"), detail.first().alias("detail"))
            .sort("document_id")
        )

    @property
    def unattached(self) -> pl.DataFrame:
        """Failed critical results that holding documents back cannot mend, with `row_count`, their rows without one."""
        rows = self._critical_failures.group_by("check_name").agg(
            pl.col("document_id").is_null().sum().cast(pl.Int64).alias("row_count"), pl.len().alias("all_count")
        )
        return (
            self.results.filter(pl.col("severity") == "critical", pl.col("outcome") == "failed")
            .join(rows, on="check_name", how="left", maintain_order="left")
            .filter((pl.col("row_count") > 0) | pl.col("all_count").is_null())
            .with_columns(pl.col("row_count").fill_null(0))
            .drop("all_count")
        )

    @property
    def _critical_failures(self) -> pl.DataFrame:
        critical = self.results.filter(pl.col("severity") == "critical", pl.col("outcome") == "failed")
        return self.failures.join(critical.select("check_name"), on="check_name", how="semi")
