"""The pages that are cleaned worst, as one HTML page to read: `make errors`.

Gold beside the lines as they were judged. Only for eyes: the pages are their publishers' and no part of the project.
"""

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.training import public_pages
from flows.training.labels import COVERED_RATIO, label
from flows.training.public_pages import NEWS, ROOT, SETS, PublicPages, Record
from tests.benchmarks.accuracy import INPUTS, cleaned_fairly, records

TEMPLATE = "gallery.html"
_FOLDED_LINES = 4  # that many rightly dropped lines in a row are folded


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of a page, how it was judged, and whether that is wrong by the gold."""

    text: str
    kind: str
    reason: str
    confidence: float | None
    kept: bool
    is_gold: bool

    @property
    def verdict(self) -> str:
        """`kept`, `dropped`, or one of these with `false` before it."""
        return ("" if self.kept == self.is_gold else "false ") + ("kept" if self.kept else "dropped")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page and its scores. gold: paragraphs, and whether each was lost; runs: lines, and whether to fold them."""

    name: str
    id: str
    site: str
    url: str
    f1: float
    precision: float
    recall: float
    gold: list[tuple[str, bool]]
    runs: list[tuple[bool, list[Judged]]]

    def count(self, verdict: str) -> int:
        """Return the number of lines of a verdict."""
        return sum(line.verdict == verdict for _, lines in self.runs for line in lines)


def judged(lines: Sequence[Record], gold: str) -> list[Judged]:
    """Return the lines that hold something, each with what the gold says of it."""
    seen = [line for line in lines if line["raw"].strip()]
    labels = label([line["raw"] for line in seen], gold).is_article
    return [
        Judged(line["raw"].strip(), line["kind"], line["reason"] or "", line["confidence"], line["kept"], is_gold)
        for line, is_gold in zip(seen, labels, strict=True)
    ]


def runs(lines: Iterable[Judged]) -> list[tuple[bool, list[Judged]]]:
    """Cut lines into runs, those to fold apart: several rightly dropped ones in a row."""
    found = [(right, list(run)) for right, run in groupby(lines, key=lambda line: line.verdict == "dropped")]
    return [(right and len(run) >= _FOLDED_LINES, run) for right, run in found]


def shown(name: str, scorer: Any, gold: Record, predicted: Record) -> Shown:
    """Return a page as the template shows it."""
    scores = scorer.page(gold, predicted)
    paragraphs = [line for line in gold["gold_text"].splitlines() if line.strip()]
    found = label(paragraphs, predicted.get("text") or "").covered
    return Shown(
        name=name,
        id=gold["id"],
        site=gold.get("site") or "",
        url=gold.get("url") or "",
        f1=scores["F"],
        precision=scores["P"],
        recall=scores["R"],
        gold=[(text, share < COVERED_RATIO) for text, share in zip(paragraphs, found, strict=True)],
        runs=runs(judged(predicted.get("lines") or [], gold["gold_text"])),
    )


def worst(pages: PublicPages, names: Sequence[str], source: str, count: int) -> list[Shown]:
    """Return the pages with the lowest F1 of their own, the worst first."""
    scorer = public_pages.scorer(pages.scorer)
    found = []
    for name in names:
        gold, given = records(pages, name, source)
        by_id = {one["id"]: one for one in cleaned_fairly(pages, gold, given)}
        found += [shown(name, scorer, one, by_id.get(one["id"], {})) for one in gold if one.get("gold_text")]
    return sorted(found, key=lambda page: page.f1)[:count]


def render(found: Sequence[Shown], source: str, digest: str) -> str:
    """Return the gallery as one page that needs nothing else."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(pages=found, source=source, digest=digest)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the gallery and return the exit code: 2 where there are no pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("source", nargs="?", default="wet", choices=INPUTS, help="as what the pages are cleaned")
    parser.add_argument("--data", type=Path, default=public_pages.DEFAULT, help="the folder of the public pages")
    parser.add_argument("--sets", nargs="+", choices=SETS, default=NEWS)
    parser.add_argument("--count", type=int, default=50, help="pages to show")
    parser.add_argument("--output", type=Path, help="the file to write; var/errors-SOURCE.html when not given")
    given = parser.parse_args(arguments)
    pages = public_pages.find(given.data)
    if pages is None:
        print(f"no public pages in {given.data}: name their folder with --data", file=sys.stderr)
        return 2
    output = given.output or ROOT / "var" / f"errors-{given.source.replace(' ', '-')}.html"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(render(worst(pages, given.sets, given.source, given.count), given.source, pages.digest))
    print(output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
