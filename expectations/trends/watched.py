"""What is watched, read from `watched.toml`: which moves count, what they are called, where to look."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from warehouse.schema import ScopeKind

Unit = Literal["share", "mean", "count", "size", "days", "rate"]

WATCHED_FILE = Path(__file__).parent.parent / "watched.toml"


class Metric(BaseModel):
    """One entry of `watched.toml`, which says what each field means. `name` is what stands before the colon."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    about: str
    unit: Unit
    scopes: tuple[ScopeKind, ...]
    change: float
    worse: Literal["down", "up", "both"]
    critical: float | None = None
    low: float | None = None
    high: float | None = None
    explained_by: tuple[str, ...] = ()
    check: str | None = None
    rows: str | None = None


@cache
def watched(path: Path = WATCHED_FILE) -> dict[str, Metric]:
    """Return the watched metrics by name, in the order of the file; raises pydantic's error for a wrong entry."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["metric"]
    return {metric.name: metric for metric in map(Metric.model_validate, entries)}
