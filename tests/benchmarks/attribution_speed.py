"""How fast texts are attributed, part by part: part of `make bench`.

One process, one core, processor time; the texts are those of the sample corpus, over and over. Exit code 1 when the
goal is missed.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import ParamSpec, TypeVar

import polars as pl

from tests.benchmarks.speed import THREADS
from tests.benchmarks.statement_gold import documents
from transforms.attribution import attribute
from transforms.entities.mentions import find_mentions
from transforms.entities.speakers import resolve_speakers
from transforms.quotes import find_quotes
from transforms.statements.cues import find_cues, find_speakers
from transforms.statements.find import find_statements
from transforms.statements.reader import stored_reader
from transforms.statements.stream import read_stream
from transforms.tokens import read_tokens

GOAL = 60_000  # words a second, statements and entities together
BATCH_TEXTS, RUNS = 400, 3
T = TypeVar("T")
P = ParamSpec("P")


def timed(texts: Sequence[str]) -> dict[str, float]:
    """Return the least seconds of processor that each part took over RUNS, and `all`, the whole call."""
    least: dict[str, float] = {}

    def take(name: str, work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        begun = time.process_time()
        done = work(*given, **named)
        least[name] = min(least.get(name, float("inf")), time.process_time() - begun)
        return done

    frame = pl.DataFrame({"doc": range(len(texts)), "text": texts}, schema={"doc": pl.UInt32, "text": pl.String})
    reader = stored_reader()
    for _ in range(RUNS):
        tokens = take("tokens", read_tokens, frame["text"])
        quotes = take("quotations", find_quotes, tokens)
        stream = read_stream(tokens, quotes)
        read = take("network", reader, stream)
        take("pointers of cues", find_cues, reader, read, stream)
        take("pointers of quotations", find_speakers, reader, read, stream)
        found, quoted = take("statements in all", find_statements, tokens)
        named = take("mentions", find_mentions, tokens)
        take("speakers", resolve_speakers, named, found.spans, quoted)
        take("all", attribute, frame)
    return least


def main() -> int:
    """Measure, print, and return the exit code."""
    gold = [one.text for one in documents()]
    texts = (gold * (BATCH_TEXTS // len(gold) + 1))[:BATCH_TEXTS]
    words = sum(len(text.split()) for text in texts)
    attribute(pl.DataFrame({"doc": [0], "text": [gold[0]]}, schema={"doc": pl.UInt32, "text": pl.String}))
    seconds = timed(texts)
    for name, took in seconds.items():
        print(f"{name:20}{words / took / 1000:9,.0f} thousand words/s")
    rate = words / seconds["all"]
    print(f"goal: {GOAL / 1000:.0f} thousand words/s in all, {'reached' if rate >= GOAL else 'MISSED'}")
    return 0 if rate >= GOAL else 1


if __name__ == "__main__":
    if any(os.environ.get(name) != value for name, value in THREADS.items()):
        sys.exit(
            subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.attribution_speed"], env=os.environ | THREADS
            ).returncode
        )
    sys.exit(main())
