"""The articles whose statements are found worst, as one HTML page to read: part of `make errors`.

Annotations beside what was found, and the name of every error. Only for eyes: the articles are their publishers' and no
part of the project.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from flows.training.attribution import annotations
from flows.training.attribution.annotations import FILE, Article, Span
from flows.training.attribution.measures import Stated
from flows.training.attribution.predictions import measured_reader, predicted
from flows.training.public_pages import DEFAULT, ROOT
from tests.benchmarks.statement_errors import KINDS, Error, errors, f1

TEMPLATE = "statement_gallery.html"
SOURCE, CUE, CONTENT, UNSHOWN = "source", "cue", "content", "unshown"
OUTPUT = ROOT / "var" / "errors-statements.html"
LEAST_ANNOTATIONS = 5  # of an article: with fewer its F1 says little

Run = tuple[str, str]  # the class of a stretch of text, empty for none, and the stretch


@dataclass(frozen=True, slots=True)
class Told:
    """An error as the template shows it: what was wanted and what was found, in words."""

    kind: str
    wanted: str
    found: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An article: its paragraphs as annotated and as found, both cut into runs, and its errors."""

    id: str
    f1: float
    paragraphs: list[tuple[list[Run], list[Run]]]
    errors: list[Told]

    @property
    def counts(self) -> Counter[str]:
        """How many errors of each kind it has."""
        return Counter(error.kind for error in self.errors)


def painted(text: str, layers: Iterable[tuple[str, Iterable[Span]]]) -> list[list[Run]]:
    """Cut a text into paragraphs and these into runs of one class; where layers overlap the later one is seen."""
    classes = [""] * len(text)
    for name, spans in layers:
        for start, end in spans:
            classes[start:end] = [name] * (end - start)
    paragraphs: list[list[Run]] = [[]]
    for (name, is_end), run in groupby(zip(classes, text, strict=True), key=lambda pair: (pair[0], pair[1] == "\n")):
        if is_end:
            paragraphs.append([])
        else:
            paragraphs[-1].append((name, "".join(char for _, char in run)))
    return [paragraph for paragraph in paragraphs if any(words.strip() for _, words in paragraph)]


def shown(article: Article, statements: Sequence[Stated]) -> Shown:
    """Return an article as the template shows it."""
    wanted = painted(
        article.text,
        [
            (CONTENT, [span for one in article.annotations for span in one.content]),
            (CUE, [span for one in article.annotations for span in one.cue]),
            (SOURCE, [span for one in article.annotations for span in one.source]),
        ],
    )
    found = painted(
        article.text,
        [
            (UNSHOWN, [one.span for one in statements if not one.is_shown]),
            (CONTENT, [one.span for one in statements if one.is_shown]),
            (SOURCE, [one.speaker for one in statements if one.is_shown and one.speaker]),
        ],
    )
    told = [_told(article.text, error) for error in errors(article, statements)]
    return Shown(article.id, f1(article, statements), list(zip(wanted, found, strict=True)), told)


def _told(text: str, error: Error) -> Told:
    wanted = found = ""
    if error.wanted is not None:
        source, content = (" … ".join(text[start:end] for start, end in spans) for spans in error.wanted)
        wanted = f"{source or '?'}: {content}"
    if (one := error.found) is not None:
        speaker = text[slice(*one.speaker)] if one.speaker else "?"
        found = f"{speaker}: {text[slice(*one.span)]} ({one.cue or 'no cue'}, {one.confidence:.2f})"
    return Told(error.kind, wanted, found)


def render(pages: Sequence[Shown], every: Counter[str], digest: str) -> str:
    """Return the gallery as one page that needs nothing else; every: the errors of all articles by kind."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template(TEMPLATE).render(pages=pages, every=every, kinds=KINDS, digest=digest)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the gallery, or say why there is none."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT, help=f"the folder of {FILE}")
    parser.add_argument("--count", type=int, default=30, help="articles to show")
    parser.add_argument(
        "--output", type=Path, default=ROOT / "var" / "errors-statements.html", help="the file to write"
    )
    given = parser.parse_args(arguments)
    annotated = annotations.find(given.data)
    if annotated is None:
        print(f"statements: skipped, {FILE} is not in {given.data}: name its folder with --data", file=sys.stderr)
        return 0
    apart = [one for one in annotated.articles if one.is_held_apart]
    found = predicted([one.text for one in apart], measured_reader(annotated.digest))
    pages = [shown(article, statements) for article, statements in zip(apart, found, strict=True)]
    every = sum((page.counts for page in pages), Counter[str]())
    enough = {one.id for one in apart if len(one.annotations) >= LEAST_ANNOTATIONS}
    worst = sorted((page for page in pages if page.id in enough), key=lambda page: page.f1)[: given.count]
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_text(render(worst, every, annotated.digest), encoding="utf-8")
    print(given.output)
    return 0


if __name__ == "__main__":
    sys.exit(main())
