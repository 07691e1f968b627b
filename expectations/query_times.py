"""How long the queries of each expectation take, as the database's engine sees them."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from expectations.expectation import SQL_CHECK, Expectation


def tag(name: str) -> str:
    """Return the mark by which a check's query is known again; a comment of SQL can hold it."""
    return f"check: {name}"


@dataclass
class QueryTimes:
    """The queries so far and their seconds."""

    _begun: float = 0.0
    _queries: list[tuple[str, float]] = field(default_factory=list)

    def split(self, expectations: Sequence[Expectation]) -> dict[str, float]:
        """Return seconds by name, and forget the queries: a check's own, and even parts of those that many share."""
        own = {
            one.name: sum(seconds for query, seconds in self._queries if tag(one.name) in query)
            for one in expectations
            if one.kind == SQL_CHECK
        }
        shared = sum(seconds for _, seconds in self._queries) - sum(own.values())
        self._queries.clear()
        others = len(expectations) - len(own)
        return {one.name: own.get(one.name, shared / max(others, 1)) for one in expectations}

    def begin(self, *_: object) -> None:
        """Note the time before a query; the engine calls it."""
        self._begun = time.perf_counter()

    def end(self, _connection: object, _cursor: object, query: str, *_: object) -> None:
        """Note what the query took; the engine calls it."""
        self._queries.append((query, time.perf_counter() - self._begun))


@contextmanager
def timed(engine: Any) -> Iterator[QueryTimes]:
    """Time the queries of an SQLAlchemy engine within the block."""
    from sqlalchemy import event

    times = QueryTimes()
    listeners = (("before_cursor_execute", times.begin), ("after_cursor_execute", times.end))
    for name, listener in listeners:
        event.listen(engine, name, listener)
    try:
        yield times
    finally:
        for name, listener in listeners:
            event.remove(engine, name, listener)
