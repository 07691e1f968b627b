"""How well the wire of a text is found: `python -m tests.benchmarks.wires --data FOLDER`.

The folder holds `statements_dev.jsonl.xz`, articles with the agency each came from. They fall into two halves by the
MD5 of their id: the forms were written with the errors of the first half at hand, those of the second were looked at
when the forms were done. An agency is named where its name, or the sign-off that only it uses, stands anywhere in the
text.
Exit code 1 when a goal is missed in either half.

Five of the seven newspapers have no wire recorded for any article, agency copy among them: one of the Washington Post's
is signed `- Reuters.`. They are scored by themselves, and no goal is set on them.
"""

import argparse
import hashlib
import lzma
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
import polars as pl

from flows.training.public_pages import DEFAULT
from transforms.agencies import agency_pattern, wire_agencies_by_spelling
from transforms.wire import wire_agencies

ARTICLES = "statements_dev.jsonl.xz"
NO_WIRE = ("", "None", "NA")
HALVES = ("seen", "unseen")
PRECISION_GOAL, RECALL_GOAL = 1.0, 0.95  # recall of the wires that the text names
RATE_GOAL = 1e6  # words per second
REPEATS = 3


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of articles: with a wire, with one that the text names, found, found and right."""

    wires: int
    named: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """Share of the found that are right."""
        return self.right / max(1, self.found)

    @property
    def recall(self) -> float:
        """Share found of the wires that their texts name."""
        return self.right / max(1, self.named)


def read(path: Path) -> pl.DataFrame:
    """Return `doc`, `newspaper`, `text`, `half`, `wire` (null: none) and `is_recorded`: its newspaper has wires."""
    with lzma.open(path) as lines:
        records = [orjson.loads(line) for line in lines]
    names = {spelling.casefold(): name for spelling, name in wire_agencies_by_spelling().items()}
    wires = [None if str(one["wire"]) in NO_WIRE else names[one["wire"].casefold()] for one in records]
    articles = pl.DataFrame(
        {
            "doc": range(len(records)),
            "newspaper": [one["id"].split("_")[0] for one in records],
            "text": [one["text"] for one in records],
            "half": [HALVES[int(hashlib.md5(one["id"].encode()).hexdigest(), 16) % 2] for one in records],
            "wire": wires,
        },
        schema_overrides={"doc": pl.UInt32, "wire": pl.String},
    )
    return articles.with_columns(is_recorded=pl.col("wire").is_not_null().any().over("newspaper"))


def score(articles: pl.DataFrame) -> dict[str, Score]:
    """Return the score of each half."""
    first = wire_agencies(articles).unique("doc", keep="first", maintain_order=True).select("doc", found="agency")
    text, wire = pl.col("text"), pl.col("wire")
    spelled = text.str.extract_all(agency_pattern()).list.eval(pl.element().replace_strict(wire_agencies_by_spelling()))
    is_signed = wire.eq("Reuters") & text.str.contains(r"(?i)(?:reporting|writing) by .*; editing by")
    named = articles.filter(spelled.list.contains(wire) | is_signed).select("doc", is_named=pl.lit(value=True))
    judged = articles.join(first, on="doc", how="left").join(named, on="doc", how="left")
    counted = judged.group_by("half").agg(
        pl.col("wire").count().alias("wires"),
        pl.col("is_named").count().alias("named"),
        pl.col("found").count(),
        (pl.col("found") == pl.col("wire")).sum().alias("right"),
    )
    return {str(row.pop("half")): Score(**row) for row in counted.sort("half").to_dicts()}


def rate(articles: pl.DataFrame) -> float:
    """Return the words of processor second that are searched, the best of some repeats."""
    words = articles["text"].str.count_matches(r"\S+").sum()
    seconds = []
    for _ in range(REPEATS):
        start = time.process_time()
        wire_agencies(articles)
        seconds.append(time.process_time() - start)
    return float(words) / min(seconds)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the scores of both halves and the rate."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.wires")
    parser.add_argument("--data", type=Path, default=DEFAULT, help="folder with the articles")
    path = parser.parse_args(arguments).data / ARTICLES
    if not path.is_file():
        print(f"skipped: {path} is not there")
        return 0
    articles = read(path)
    recorded, others = score(articles.filter("is_recorded")), score(articles.filter(~pl.col("is_recorded")))
    print(f"{'half':24} {'wires':>6} {'named':>6} {'found':>6} {'right':>6} {'precision':>10} {'recall':>7}")
    for half, one in recorded.items():
        shares = f"{one.precision:10.3f} {one.recall:7.3f}"
        print(f"{half:24} {one.wires:6} {one.named:6} {one.found:6} {one.right:6} {shares}")
    for half, one in others.items():
        print(f"{half + ', none recorded':24} {one.wires:6} {one.named:6} {one.found:6}")
    speed = rate(articles)
    print(f"{speed / 1e6:.1f} M words a second of processor time")
    reached = all(one.precision >= PRECISION_GOAL and one.recall >= RECALL_GOAL for one in recorded.values())
    return 0 if reached and speed >= RATE_GOAL else 1


if __name__ == "__main__":
    sys.exit(main())
