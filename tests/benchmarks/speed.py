"""How fast documents are cleaned, beside others on the same pages: part of `make bench`.

One process, one core, processor time. What is timed is a batch's way from the raw frame to the rows of all tables,
in batches as the flow cuts them; reading files and writing tables is not. Exit code 1 when a goal is missed.
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from resource import RUSAGE_SELF, getrusage

import polars as pl
from bs4 import BeautifulSoup

from flows.training import public_pages
from flows.training.public_pages import Record
from tests.benchmarks import peers
from tests.benchmarks.measured_run import PEAK_UNIT
from tests.benchmarks.peers import Extract
from tests.benchmarks.speed_documents import batches, inputs, repeated, spread
from transforms.batch import NOTHING_KNOWN
from transforms.page_tree import collection_paused, parse
from transforms.pipeline import refine, render

# Numeric libraries take as many threads as there are cores unless they are told, before they are imported.
THREADS = dict.fromkeys(("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
PEER = "trafilatura"
TREE, OWN_BUILDER = "  of it BeautifulSoup's tree", "  the tree by its own builder"
# Documents per second, and how many times the peer's rate on the same pages' markup.
RATE_GOALS = {"trafi_recall": 3000.0, "wet": 600.0}
PEER_GOALS = {"trafi_recall": 20.0, "wet": 20.0, "html": 1.0}
GROWTH = 1.15  # factor by which the time per document may grow from the smallest number of documents to any larger
WARM_UP_PAGES = 20


@dataclass(frozen=True, slots=True)
class Timed:
    """One row: who cleaned what, how many documents, and the seconds of processor they took."""

    name: str
    source: str
    documents: int
    seconds: float

    @property
    def rate(self) -> float:
        """Documents per second."""
        return self.documents / self.seconds


@dataclass(frozen=True, slots=True)
class Grown:
    """Many documents in a row: their seconds, and the process's peak of memory when they were done."""

    documents: int
    seconds: float
    peak_bytes: int


def cleaning_seconds(records: Iterable[Record]) -> float:
    """Return the seconds that all batches of records take from raw frame to tables."""
    seconds = 0.0
    for number, batch in enumerate(batches(records)):
        ids = pl.int_range(batch.height, eager=True).cast(pl.String).str.zfill(16)
        raw = batch.with_columns(document_id=f"{number:08}" + ids)
        begun = time.process_time()
        refine(render(raw), NOTHING_KNOWN, run_id=1)
        seconds += time.process_time() - begun
    return seconds


def page_seconds(work: Callable[[str, str], object], pages: Sequence[Record]) -> float:
    """Return the seconds that work on each page's markup and address takes. What fails on a page took its time too."""
    seconds = 0.0
    for page in pages:
        begun = time.process_time()
        try:
            work(page["html"], page["url"])
        except Exception as error:
            print(f"{page['id']}: {type(error).__name__}", file=sys.stderr)
        seconds += time.process_time() - begun
    return seconds


def tree(markup: str, url: str) -> None:
    """Build a page's tree as render does, and let go of it."""
    with collection_paused():
        parse(markup)


def own_builder_tree(markup: str, url: str) -> None:
    """Build a page's tree with BeautifulSoup's own builder."""
    BeautifulSoup(markup, "lxml")


def compare(found: dict[str, list[Record]], pages: Sequence[Record], others: dict[str, Extract]) -> Iterator[Timed]:
    """Time this project on the texts of all pages and the markup of some, and the others on that markup."""
    for source, records in found.items():
        cleaning_seconds(records[:WARM_UP_PAGES])
        timed = pages if source == "html" else records
        yield Timed("newsledger", source, len(timed), cleaning_seconds(timed))
    for name, work in ((TREE, tree), (OWN_BUILDER, own_builder_tree)):
        yield Timed(name, "html", len(pages), page_seconds(work, pages))
    for name, extract in others.items():
        page_seconds(extract, pages[:WARM_UP_PAGES])
        yield Timed(name, "html", len(pages), page_seconds(extract, pages))


def grow(records: Sequence[Record], sizes: Sequence[int]) -> Iterator[Grown]:
    """Yield the time of each number of documents, the smallest first, and the peak of memory up to there."""
    for size in sorted(sizes):
        seconds = cleaning_seconds(repeated(records, size))
        yield Grown(size, seconds, getrusage(RUSAGE_SELF).ru_maxrss * PEAK_UNIT)


def table(rows: Sequence[Timed]) -> Iterator[str]:
    """Yield the lines of the comparison; the last columns are the ratio to the peer and the goals."""
    peer = next((row.rate for row in rows if row.name == PEER), None)
    yield f"{'':<32}{'input':<14}{'documents':>10}{'each, ms':>10}{'per second':>12}{f'x {PEER}':>15}  goals"
    for row in rows:
        goals = []
        if row.name == "newsledger":
            goals += [f"{RATE_GOALS[row.source]:,.0f}/s"] if row.source in RATE_GOALS else []
            goals += [f"{PEER_GOALS[row.source]:g} x"]
        ratio = f"{row.rate / peer:.2f}" if peer else ""
        yield (
            f"{row.name:<32}{row.source:<14}{row.documents:>10,}{row.seconds / row.documents * 1000:>10.2f}"
            f"{row.rate:>12,.0f}{ratio:>15}  {', '.join(goals)}"
        ).rstrip()


def tree_share(rows: Sequence[Timed]) -> str:
    """Say how much of a page's time BeautifulSoup's tree takes, and what its own builder would add."""
    seconds = {row.name: row.seconds for row in rows if row.source == "html"}
    share, times = seconds[TREE] / seconds["newsledger"], seconds[OWN_BUILDER] / seconds[TREE]
    return (
        f"of a page's time {share:.0%} is BeautifulSoup's tree; its own builder takes {times:.1f} times as long for it"
    )


def growth_table(runs: Sequence[Grown]) -> Iterator[str]:
    """Yield the lines about many documents."""
    yield f"{'documents':>10}{'each, ms':>10}{'peak, GB':>10}"
    for run in runs:
        yield f"{run.documents:>10,}{run.seconds / run.documents * 1000:>10.2f}{run.peak_bytes / 1e9:>10.2f}"


def misses(rows: Sequence[Timed], runs: Sequence[Grown]) -> Iterator[str]:
    """Yield a sentence for each goal that is missed."""
    peer = next((row.rate for row in rows if row.name == PEER), None)
    for row in rows:
        if row.name != "newsledger":
            continue
        if row.rate < (goal := RATE_GOALS.get(row.source, 0)):
            yield f"{row.source}: {row.rate:,.0f} documents/s, the goal is {goal:,.0f}"
        if peer and row.rate < PEER_GOALS[row.source] * peer:
            yield f"{row.source}: {row.rate / peer:.1f} times {PEER}, the goal is {PEER_GOALS[row.source]:g}"
    for run in runs[1:]:
        growth = run.seconds / run.documents / (runs[0].seconds / runs[0].documents)
        if growth > GROWTH:
            yield f"{run.documents:,} documents: {growth:.2f} times as long each as {runs[0].documents:,}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=public_pages.DEFAULT, help="the folder of the public pages")
    parser.add_argument("--pages", type=int, default=150, help="pages whose markup is cleaned by all")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="documents in a row")
    given = parser.parse_args(arguments)
    if any(os.environ.get(name) != count for name, count in THREADS.items()):
        command = [sys.executable, "-m", "tests.benchmarks.speed", *(sys.argv[1:] if arguments is None else arguments)]
        return subprocess.run(command, env={**os.environ, **THREADS}, check=False).returncode
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    found = inputs(given.data)
    others, absent = peers.installed()
    rows = []
    for row in compare(found, spread(found["html"], given.pages), others):
        print(f"{row.name.strip()}, {row.source}: {row.seconds:.1f} s", file=sys.stderr, flush=True)
        rows.append(row)
    print(*table(rows), tree_share(rows), sep="\n", flush=True)
    if absent:
        print(f"not installed, so not measured: {', '.join(absent)} (pip install -e '.[bench]')")
    runs = list(grow(found["trafi_recall"], given.sizes))
    print("", *growth_table(runs), sep="\n", flush=True)
    missed = list(misses(rows, runs))
    for sentence in missed:
        print(f"missed: {sentence}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
