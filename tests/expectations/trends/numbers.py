"""Numbers of earlier runs and of one more, written down as a list."""

from collections.abc import Sequence

import polars as pl

from tests.expectations.trends.world import started_at


def numbers(
    name: str, values: Sequence[float | None], basis: int = 100, scope: str = "one.example", scope_kind: str = "site"
) -> pl.DataFrame:
    """Return the value of one number in runs 1, 2, ...; in a run that has None it is missing."""
    rows = [
        (run_id, started_at(run_id), scope_kind, scope, name, value, basis)
        for run_id, value in enumerate(values, start=1)
        if value is not None
    ]
    columns = ["run_id", "started_at", "scope_kind", "scope", "name", "value", "basis_count"]
    return pl.DataFrame(rows, schema=columns, orient="row").cast({"value": pl.Float64})


def runs(count: int) -> pl.DataFrame:
    """Return a number that is there in every run, so that the others can be missing from some."""
    return numbers("articles", [50.0] * count, scope="other.example")
