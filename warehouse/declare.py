"""How a table is declared: markers for columns, and what can be derived from a declaration."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import polars as pl


@dataclass(frozen=True, slots=True)
class Key:
    """Part of the table's key: never null, and unique together with the other key columns."""


@dataclass(frozen=True, slots=True)
class References:
    """Every value stands in the key of the named table. Checked by an expectation, not by the database."""

    table: str


@dataclass(frozen=True, slots=True)
class Between:
    """Smallest and largest value allowed, both included; `None` leaves that side open."""

    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Matches:
    """Every value matches this regular expression (RE2 syntax, searched, so anchor it)."""

    pattern: str


Marker = Key | References | Between | Matches

_SQL_TYPES: dict[Any, str] = {
    str: "varchar",
    int: "bigint",
    float: "double",
    bool: "boolean",
    date: "date",
    datetime: "timestamp",  # always UTC: timestamptz would need the icu extension in every client
    list[str]: "varchar[]",
}
_FRAME_TYPES: dict[Any, pl.DataType] = {
    str: pl.String(),
    int: pl.Int64(),
    float: pl.Float64(),
    bool: pl.Boolean(),
    date: pl.Date(),
    datetime: pl.Datetime("us"),
    list[str]: pl.List(pl.String()),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column: its Python type, whether null is allowed, its allowed values and its sentence."""

    name: str
    type: Any
    is_nullable: bool
    allowed: tuple[str, ...]
    markers: tuple[Marker, ...]
    comment: str

    @property
    def sql_type(self) -> str:
        """The DuckDB type, in lower case."""
        return _SQL_TYPES[self.type]

    @property
    def frame_type(self) -> pl.DataType:
        """The Polars type; DuckDB's and Arrow's follow from it."""
        return _FRAME_TYPES[self.type]

    @property
    def is_key(self) -> bool:
        """Whether the column is part of the table's key."""
        return any(isinstance(marker, Key) for marker in self.markers)


def _column(name: str, hint: Any) -> Column:
    """Read one `Annotated[type, *markers, "sentence."]`."""
    base, *extras = get_args(hint)
    comment = extras[-1]
    if not isinstance(comment, str):
        raise TypeError(f"column {name} has no sentence: end its Annotated[...] with one")
    members = get_args(base) if get_origin(base) in (Union, UnionType) else (base,)
    inner = [member for member in members if member is not NoneType]
    if len(inner) != 1:
        raise TypeError(f"column {name} has {len(inner)} types: a column has one, or one and None")
    allowed = tuple(get_args(inner[0])) if get_origin(inner[0]) is Literal else ()
    return Column(
        name=name,
        type=str if allowed else inner[0],
        is_nullable=NoneType in members,
        allowed=allowed,
        markers=tuple(extras[:-1]),
        comment=comment,
    )


@cache
def columns(table: type) -> tuple[Column, ...]:
    """Return the columns of a declared table, in order."""
    if not is_dataclass(table):
        raise TypeError(f"{table.__name__} is not a declared table: make it a frozen dataclass")
    hints = get_type_hints(table, include_extras=True)
    for field in fields(table):
        if get_origin(hints[field.name]) is not Annotated:
            raise TypeError(f"{table.__name__}.{field.name} is not Annotated[type, ..., sentence]")
    return tuple(_column(field.name, hints[field.name]) for field in fields(table))


@cache
def frame_schema(table: type) -> pl.Schema:
    """Return the Polars schema that frames of this table are held to."""
    return pl.Schema({column.name: column.frame_type for column in columns(table)})


def conform(frame: pl.DataFrame, table: type) -> pl.DataFrame:
    """Return `frame` with exactly the table's columns, in order and type.

    Null and empty are not checked here: that is what the expectations are for. A missing or
    surplus column is a fault of the code and raises `ValueError`.
    """
    schema = frame_schema(table)
    missing, surplus = set(schema) - set(frame.columns), set(frame.columns) - set(schema)
    if missing or surplus:
        raise ValueError(
            f"frame for {table.__name__}: missing {sorted(missing)}, surplus {sorted(surplus)}; "
            "declare a column in warehouse/schema/ or drop it before staging"
        )
    return frame.select(pl.col(name).cast(dtype) for name, dtype in schema.items())
