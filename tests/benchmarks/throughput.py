"""How fast, and whether time grows faster than the number of documents: `make bench`.

Each run is a process of its own that begins without a warehouse. Exit code 1 when a target is missed.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows import environment
from tests.benchmarks.generate import write
from tests.benchmarks.recovery import recovery

# Of the smaller run.
DOCUMENTS_PER_SECOND = 500
PEAK_BYTES = 1.5e9
# Of the run that ends Prefect's start, not measured.
FIRST_DOCUMENTS = 100
# From the small run to the large one the time per document of a stage may grow by this factor, and beyond that
# by so many seconds in all: by that much two runs of the same stage differ on a machine that others use as well.
GROWTH, NOISE_SECONDS = 1.15, 0.5


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: seconds in all, of processor, and by stage; peaks of memory of the run and of what it validates in."""

    documents: int
    seconds: float
    processor_seconds: float
    stages: dict[str, float]
    run_bytes: int
    validation_bytes: int

    @property
    def documents_per_second(self) -> float:
        """Documents per second, from the call of the flow to its end."""
        return self.documents / self.seconds

    @property
    def peak_bytes(self) -> int:
        """Memory of both processes, as if both had been at their peak together."""
        return self.run_bytes + self.validation_bytes


def measure(folder: Path, count: int, api_url: str) -> Measured:
    """Generate `count` documents into `folder` and load them in a fresh process."""
    documents, _ = write(folder, count)
    warehouse = folder / "news.duckdb"
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.measured_run", str(documents), str(warehouse)],
        env={**os.environ, "PREFECT_API_URL": api_url},
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    report = json.loads(done.stdout.splitlines()[-1])
    if (outcome := report.pop("outcome")) != "published":
        raise RuntimeError(f"the run over {count} documents was {outcome}, not published: read its log above")
    return Measured(documents=count, **report)


def misses(small: Measured, large: Measured) -> Iterator[str]:
    """Yield a sentence for each target that is missed."""
    if small.documents_per_second < DOCUMENTS_PER_SECOND:
        yield f"{small.documents_per_second:.0f} documents/s, the target is {DOCUMENTS_PER_SECOND}"
    if small.peak_bytes > PEAK_BYTES:
        yield f"{small.peak_bytes / 1e9:.2f} GB, the limit is {PEAK_BYTES / 1e9} GB"
    times = large.documents / small.documents
    for stage, seconds in small.stages.items():
        allowed = GROWTH * times * seconds + NOISE_SECONDS
        if large.stages[stage] > allowed:
            yield (
                f"{stage} takes {large.stages[stage]:.1f} s for {times:g} times the documents, "
                f"allowed are {allowed:.1f} s after {seconds:.1f} s"
            )


def table(small: Measured, large: Measured) -> Iterator[str]:
    """Yield the lines of the table that compares both runs; its last column is the ratio of time per document."""
    both = (small, large)
    yield f"{'seconds':<16}" + "".join(f"{f'{run.documents:,} documents':>20}" for run in both) + f"{'each':>8}"
    rows = [(stage, seconds, large.stages[stage]) for stage, seconds in small.stages.items()]
    rows.append(("whole run", small.seconds, large.seconds))
    rows.append(("processor", small.processor_seconds, large.processor_seconds))
    for name, first, second in rows:
        yield f"{name:<16}{first:>20.2f}{second:>20.2f}{second / first * small.documents / large.documents:>7.2f}x"
    yield f"{'documents/s':<16}" + "".join(f"{run.documents_per_second:>20,.0f}" for run in both)
    yield f"{'run, GB':<16}" + "".join(f"{run.run_bytes / 1e9:>20.2f}" for run in both)
    yield f"{'validation, GB':<16}" + "".join(f"{run.validation_bytes / 1e9:>20.2f}" for run in both)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure both sizes, print what was found, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--documents", type=int, default=10_000, help="documents of the small run")
    parser.add_argument("--large", type=int, default=40_000, help="documents of the large run")
    given = parser.parse_args(arguments)
    environment.prepare()
    from prefect.settings import PREFECT_API_URL
    from prefect.testing.utilities import prefect_test_harness

    with tempfile.TemporaryDirectory(prefix="newsledger-bench-") as name:
        begun = time.perf_counter()
        with prefect_test_harness(server_startup_timeout=120):
            api_url = str(PREFECT_API_URL.value())
            # The server answers before it has started whole: its first run takes seconds more than any later one.
            measure(Path(name, "first"), FIRST_DOCUMENTS, api_url)
            print(f"Prefect's start and a first run: {time.perf_counter() - begun:.1f} s", flush=True)
            small = measure(Path(name, "small"), given.documents, api_url)
            large = measure(Path(name, "large"), given.large, api_url)
        print(*table(small, large), sep="\n")
        for what, share in recovery(Path(name, "small", "news.duckdb"), Path(name, "small", "truth.jsonl")).rows():
            print(f"{what:<28}{share:>8.2%}")
    missed = list(misses(small, large))
    for sentence in missed:
        print(f"missed: {sentence}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
