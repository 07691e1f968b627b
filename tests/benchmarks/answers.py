"""How long the views over statements take to answer on many articles: part of `make bench`.

Asked is what the README shows, of a synthetic warehouse. Wall time on all cores, the best of three, since the first
also reads the file. Exit code 1 when an answer takes longer than the goal.
"""

import argparse
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import duckdb

from tests.benchmarks.synthetic_warehouse import write
from warehouse.connection import opened

README = Path(__file__).parents[2] / "README.md"
SECTION = "## Who said what"
GOAL_SECONDS = 1.0
ATTEMPTS = 3


def questions() -> dict[str, str]:
    """Return the queries of the README's section on statements, by the relation that each reads first."""
    section = README.read_text(encoding="utf-8").split(f"\n{SECTION}\n", 1)[1].split("\n## ", 1)[0]
    queries = re.findall(r"^```sql\n(.*?);\n```$", section, re.MULTILINE | re.DOTALL)
    return {re.findall(r"\bfrom (\w+)", query)[0]: query for query in queries}


def seconds(warehouse: Path, queries: Mapping[str, str]) -> dict[str, float]:
    """Return how long each query takes, its rows fetched."""
    with opened(warehouse, "warehouse", read_only=True) as con:
        return {name: min(_timed(con, query) for _ in range(ATTEMPTS)) for name, query in queries.items()}


def misses(found: Mapping[str, float]) -> Iterator[str]:
    """Yield a sentence for each answer that takes too long."""
    for name, taken in found.items():
        if taken > GOAL_SECONDS:
            yield f"{name} answers in {taken:.2f} s, the goal is {GOAL_SECONDS:g} s"


def _timed(con: duckdb.DuckDBPyConnection, query: str) -> float:
    begun = time.perf_counter()
    con.execute(query).fetchall()
    return time.perf_counter() - begun


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--articles", type=int, default=100_000, help="articles in the warehouse")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="newsledger-answers-") as folder:
        found = seconds(write(Path(folder) / "news.duckdb", given.articles), questions())
    print(f"seconds on {given.articles:,} articles")
    for name, taken in found.items():
        print(f"{name:<24}{taken:>8.2f}")
    missed = list(misses(found))
    for sentence in missed:
        print(f"missed: {sentence}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
