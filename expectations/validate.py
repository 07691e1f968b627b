"""Validating a run's stage: Great Expectations decides, DuckDB hands over every failing row."""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import polars as pl

from expectations.checked import Checked
from expectations.engine import Judgement, judge
from expectations.expectation import Expectation, Phase
from expectations.failing_rows import failing_rows, row_count
from expectations.suites import suites
from warehouse.ddl import connect
from warehouse.schema import CheckFailures, CheckResults, conform, frame_schema


def validate(stage: Path, run_id: int, phase: Phase, expectations: Sequence[Expectation] | None = None) -> Checked:
    """Run the expectations of one phase, or those given, on a run's stage.

    An expectation that cannot be evaluated is a result with outcome `raised`, not an error. The
    stage is only read, and no connection to it is left open.
    """
    if not stage.is_file():
        raise FileNotFoundError(f"no stage at {stage}: load the run's rows into it before validating")
    expectations = suites(phase) if expectations is None else expectations
    judgements = judge(stage, expectations)
    con = connect(stage, read_only=True)
    try:
        return _checked(con, run_id, phase, [(one, judgements[one.name]) for one in expectations])
    finally:
        con.close()


def _checked(
    con: duckdb.DuckDBPyConnection, run_id: int, phase: Phase, judged: Sequence[tuple[Expectation, Judgement]]
) -> Checked:
    totals = {table: row_count(con, table) for table in {one.table for one, _ in judged}}
    results: list[dict[str, object]] = []
    failures = [frame_schema(CheckFailures).to_frame()]
    for expectation, judgement in judged:
        rows = _rows(con, run_id, expectation, judgement)
        failures.append(rows)
        count = judgement.failing_count if judgement.passed else rows.height
        results.append(_result(run_id, expectation, judgement, count, totals[expectation.table]))
    return Checked(
        phase=phase,
        results=conform(pl.DataFrame(results, schema=frame_schema(CheckResults)), CheckResults),
        failures=pl.concat(failures),
    )


def _rows(con: duckdb.DuckDBPyConnection, run_id: int, expectation: Expectation, judgement: Judgement) -> pl.DataFrame:
    query = expectation.rows or judgement.rows
    if judgement.passed or judgement.problem is not None or query is None:
        return frame_schema(CheckFailures).to_frame()
    rows = failing_rows(con, expectation.table, query).with_row_index("failure_no", offset=1)
    about = {"run_id": run_id, "check_name": expectation.name, "table_name": expectation.table}
    return conform(rows.with_columns(pl.lit(value).alias(name) for name, value in about.items()), CheckFailures)


def _result(
    run_id: int, expectation: Expectation, judgement: Judgement, failing_count: int, total: int
) -> dict[str, object]:
    if judgement.problem is not None:
        outcome, observed = "raised", judgement.problem
    else:
        outcome = "passed" if judgement.passed else "failed"
        observed = f"{failing_count} of {total} rows" if judgement.observed is None else str(judgement.observed)
    return {
        "run_id": run_id,
        "check_name": expectation.name,
        "suite": expectation.suite,
        "table_name": expectation.table,
        "column_name": expectation.column,
        "kind": expectation.kind,
        "severity": expectation.severity,
        "outcome": outcome,
        "expected": expectation.expected,
        "observed": observed,
        "failing_count": failing_count,
        "failing_ratio": min(1.0, failing_count / total) if total else None,
        "seconds": judgement.seconds,
    }
