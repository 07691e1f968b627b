"""How long the report of a very large run takes to write, and how large its page is: part of `make bench`.

Wall time of a fresh process's first page, loading the chart library included, the pages of its documents too. Exit
code 1 when it takes longer, or is larger, than the goal.
"""

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.large_run import RUN_ID, write

GOAL_SECONDS = 10.0
GOAL_BYTES = 3_000_000


def misses(seconds: float, page_bytes: int) -> Iterator[str]:
    """Yield a sentence for each goal that is missed."""
    if seconds > GOAL_SECONDS:
        yield f"the report takes {seconds:.1f} s, the goal is {GOAL_SECONDS:g} s"
    if page_bytes > GOAL_BYTES:
        yield f"the page has {page_bytes:,} bytes, the goal is {GOAL_BYTES:,}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=1_000_000, help="documents of the run")
    parser.add_argument("--keep", type=Path, help="a folder to leave the warehouse and the pages in")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="newsledger-report-") as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        warehouse = folder / "news.duckdb"
        if not warehouse.exists():
            write(warehouse, given.documents)
        begun = time.perf_counter()
        from expectations.report import write_report

        page = write_report(warehouse, RUN_ID, folder / "reports")
        seconds, size = time.perf_counter() - begun, page.stat().st_size
        documents = len(list((folder / "reports" / "documents").glob("*.html")))
        warehouse_size = warehouse.stat().st_size
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{given.documents:,} documents, {warehouse_size / 1e9:.2f} GB")
    print(f"  {seconds:.1f} s, page {size / 1e6:.2f} MB, {documents} pages of documents, peak {memory:,.0f} MB")
    missed = list(misses(seconds, size))
    print("\n".join(missed), file=sys.stderr, end="\n" if missed else "")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
