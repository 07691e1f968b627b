"""The tables of the warehouse in a few words each, for readers who will write SQL next."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from warehouse.ddl import grain, view_grain, view_names
from warehouse.schema import TABLES, columns, table_name

Described = tuple[str, str, Sequence[Any]]


@cache
def dictionary() -> tuple[Sequence[Described], Sequence[tuple[str, str]]]:
    """Return the tables with their grains and columns, and the views with theirs."""
    tables = [(table_name(table), grain(table), columns(table)) for table in TABLES]
    return tables, [(name, view_grain(name)) for name in view_names()]
