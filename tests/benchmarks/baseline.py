"""The scores that are checked in: what a change is measured against.

`python -m tests.benchmarks.baseline` renews baseline.json after `make accuracy` said that a change is worth it.
"""

import sys
from pathlib import Path

import orjson

from flows.training import public_pages
from flows.training.public_pages import PublicPages
from tests.benchmarks.accuracy import STATED, cleaned, records, score

FILE = Path(__file__).with_name("baseline.json")
# The sets that are measured in seconds, by the shipped model: this is to see a change, not to say how good it is.
SETS, INPUTS = ("aeb", "fundus_eval", "fundus"), ("wet", "trafi_recall", "html")
TOLERANCE = 0.003

Scores = dict[str, float]


def measure(pages: PublicPages) -> Scores:
    """Return F1 and the shares of titles, dates and authors given right, by `input set what`."""
    found: Scores = {}
    for source in INPUTS:
        for name in SETS:
            gold, given = records(pages, name, source)
            scored = score(pages, name, gold, cleaned(given))
            found[f"{source} {name} f1"] = scored.f1
            found |= {f"{source} {name} {what}": scored.stated[what][0] for what in STATED if what in scored.stated}
    return {name: round(value, 4) for name, value in found.items()}


def recorded() -> tuple[str, Scores]:
    """Return the digest of the pages that the scores belong to, and the scores."""
    content = orjson.loads(FILE.read_bytes())
    return content["pages"], content["scores"]


def fallen(found: Scores, before: Scores) -> dict[str, tuple[float, float]]:
    """Return before and now of the scores that fell by more than the tolerance, or are no longer there."""
    now = {name: found.get(name, 0.0) for name in before}
    return {name: (before[name], now[name]) for name in before if before[name] - now[name] > TOLERANCE}


def main() -> int:
    """Renew the file; return the exit code: 2 where there are no pages."""
    pages = public_pages.find()
    if pages is None:
        print(f"no public pages in {public_pages.DEFAULT}", file=sys.stderr)
        return 2
    content = {"pages": pages.digest, "scores": measure(pages)}
    FILE.write_bytes(orjson.dumps(content, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
