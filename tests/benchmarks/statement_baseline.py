"""The scores of statements that are checked in: what a change is measured against.

`python -m tests.benchmarks.statement_baseline` renews statement_baseline.json after `make accuracy` said that a change
is worth it. The shipped reader, which learned from these articles, is measured: this is to see a change, not to say how
good it is.
"""

import sys
from pathlib import Path

import orjson

from flows.training.attribution import annotations
from flows.training.attribution.annotations import Annotated
from flows.training.attribution.predictions import predicted
from flows.training.public_pages import DEFAULT
from tests.benchmarks.baseline import Scores
from tests.benchmarks.statements import figures

FILE = Path(__file__).with_name("statement_baseline.json")


def measure(annotated: Annotated) -> Scores:
    """Return precision and recall of the articles held apart, by `what share`."""
    apart = [one for one in annotated.articles if one.is_held_apart]
    found: Scores = {}
    for name, tally in figures(apart, predicted([one.text for one in apart])).items():
        found |= {f"{name} precision": round(tally.precision, 4), f"{name} recall": round(tally.recall, 4)}
    return found


def recorded() -> tuple[str, Scores]:
    """Return the digest of the articles that the scores belong to, and the scores."""
    content = orjson.loads(FILE.read_bytes())
    return content["articles"], content["scores"]


def main() -> int:
    """Renew the file; return the exit code: 2 where there are no articles."""
    annotated = annotations.find()
    if annotated is None:
        print(f"{annotations.FILE} is not in {DEFAULT}", file=sys.stderr)
        return 2
    content = {"articles": annotated.digest, "scores": measure(annotated)}
    FILE.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
