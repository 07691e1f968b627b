"""What everything that looks for findings hands on: a frame of candidates, and one of them as an object."""

from dataclasses import dataclass, fields
from typing import get_type_hints

import polars as pl

_DTYPES = {str: pl.String, float: pl.Float64, int: pl.Int64}


@dataclass(frozen=True, slots=True)
class Candidate:
    """One number that is not as usual, or one expectation that failed.

    `value` is over `run_count` runs and `basis_count` documents; `center`, `low` and `high` are what is usual over
    `compared_count` runs; `distance` is 1 at the edge of what is usual and grows from there, negative below it.
    `failing_count`, `expected` and `observed` are an expectation's.
    """

    kind: str
    severity: str
    scope_kind: str
    scope: str
    name: str
    value: float | None = None
    center: float | None = None
    low: float | None = None
    high: float | None = None
    distance: float | None = None
    basis_count: int | None = None
    compared_count: int | None = None
    run_count: int | None = None
    failing_count: int | None = None
    expected: str | None = None
    observed: str | None = None

    @property
    def base(self) -> str:
        """The metric's name without what stands after the colon."""
        return self.name.partition(":")[0]

    @property
    def of(self) -> str:
        """What stands after the colon."""
        return self.name.partition(":")[2]

    @property
    def is_metric(self) -> bool:
        """Whether it is about a number, not about an expectation."""
        return self.kind != "expectation"

    @property
    def is_above(self) -> bool:
        """Whether the number is larger than usual."""
        return (self.distance or 0.0) > 0

    @property
    def step(self) -> float:
        """How far the value is from what is usual."""
        return abs((self.value or 0.0) - (self.center or 0.0))


def _dtype(hint: object) -> pl.DataType:
    return next(dtype() for kind, dtype in _DTYPES.items() if hint in (kind, kind | None))


_SCHEMA = {one.name: _dtype(get_type_hints(Candidate)[one.name]) for one in fields(Candidate)}


def candidates(frame: pl.DataFrame | None = None) -> pl.DataFrame:
    """Return a frame with the fields of `Candidate`, null for each column that it lacks; without one, no rows."""
    if frame is None:
        return pl.DataFrame(schema=_SCHEMA)
    return frame.select(
        pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype).alias(name)
        for name, dtype in _SCHEMA.items()
    )
