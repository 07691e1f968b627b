"""Moves that the owner of the data accepts, read from `accepted.toml`."""

import tomllib
from collections.abc import Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict, ValidationError

ACCEPTED_FILE = Path(__file__).parent.parent / "accepted.toml"


class AcceptedFileError(ValueError):
    """A file of accepted moves that cannot be read; the message says which entry and what to write."""


class Accepted(BaseModel):
    """One move that is no news any more: `metric` and `scope` may hold `*`, `since` is the new level's first day."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    metric: str
    scope: str
    since: date
    why: str

    def covers(self, name: str, scope: str) -> bool:
        """Tell whether it is about this metric of this scope."""
        return fnmatchcase(name, self.metric) and fnmatchcase(scope, self.scope)


def read_accepted(path: Path = ACCEPTED_FILE) -> tuple[Accepted, ...]:
    """Read the accepted moves; raises `AcceptedFileError` for a file or an entry that is wrong."""
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("accepted", [])
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise AcceptedFileError(f"{path} cannot be read: {error}") from error
    accepted = []
    for number, entry in enumerate(entries, start=1):
        try:
            accepted.append(Accepted.model_validate(entry))
        except ValidationError as error:
            wrong = "; ".join(f"{one['loc'][0]}: {one['msg'].lower()}" for one in error.errors())
            raise AcceptedFileError(
                f"{path}: entry {number}: {wrong}. Write metric, scope, since (2026-11-22, without quotes) and why"
            ) from error
    return tuple(accepted)


def since_accepted(history: pl.DataFrame, accepted: Sequence[Accepted]) -> pl.DataFrame:
    """Leave out of a history (`scope`, `name`, `started_at`) what was before a move was accepted: another level."""
    for one in accepted:
        names = [name for name in history["name"].unique() if fnmatchcase(name, one.metric)]
        scopes = [scope for scope in history["scope"].unique() if fnmatchcase(scope, one.scope)]
        is_covered = pl.col("name").is_in(names) & pl.col("scope").is_in(scopes)
        history = history.filter(~is_covered | (pl.col("started_at").dt.date() >= one.since))
    return history
