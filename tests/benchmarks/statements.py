"""How well statements and their speakers are found in articles held apart: part of `make accuracy`.

The reader is the one that `make train` kept from these articles; its calibration and its thresholds alone were found on
them. Figures are counted as the data set's own scorer counts them, and goals stand beside them.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from flows.training.attribution import annotations
from flows.training.attribution.annotations import FILE, Article
from flows.training.attribution.judged import INDIRECT, Judged
from flows.training.attribution.measures import Stated, Tally, cue_words, direct, told
from flows.training.attribution.predictions import measured_model, measured_reader, predicted
from flows.training.public_pages import DEFAULT
from tests.benchmarks.cue_classes import class_of, classes
from tests.benchmarks.reliability import reliability
from transforms.learned.pages import Flags

DIRECT_GOAL = 0.96  # F1
# Precision, and the recall that is to be had with it.
REPORTED_GOAL, TOLD_GOAL = (0.82, 0.70), (0.80, 0.42)
PRECISIONS = (0.85, 0.82, 0.80, 0.75, 0.70)
_STEPS = [hundredths / 100 for hundredths in range(100)]

Statements = Sequence[Sequence[Stated]]


def quoted(articles: Sequence[Article], found: Statements) -> Tally:
    """Count the quoted passages of all articles."""
    total = Tally()
    for article, statements in zip(articles, found, strict=True):
        total.add(direct(article.text, article.annotations, statements))
    return total


def is_shown(found: Statements) -> Flags:
    """Which of the told statements, in their order, are shown."""
    return np.array([one.is_shown for some in found for one in some if one.kind == INDIRECT], np.bool_)


def figures(articles: Sequence[Article], found: Statements) -> dict[str, Tally]:
    """Return the counts of `direct`, and of what is told as far as it is shown: `reported` and `told`."""
    judged, shown = Judged.of(articles, found), is_shown(found)
    return {
        "direct": quoted(articles, found),
        "reported": judged.tally(shown, reporting=True),
        "told": judged.tally(shown),
    }


def table(articles: Sequence[Article], found: Statements) -> Iterator[str]:
    """Yield the lines of all tables."""
    goals = {
        "direct": f"F1 {DIRECT_GOAL:.2f}",
        "reported": "P {:.2f} R {:.2f}".format(*REPORTED_GOAL),
        "told": "P {:.2f} R {:.2f}".format(*TOLD_GOAL),
    }
    yield f"{'as shown':<14}{'precision':>10}{'recall':>9}{'F1':>9}{'asked':>8}{'offered':>9}  goal"
    for name, tally in figures(articles, found).items():
        yield f"{name:<14}{_shares(tally)}{tally.asked:>8}{tally.offered:>9}  {goals[name]}"
    judged = Judged.of(articles, found)
    yield ""
    yield f"{'recall at':<14}" + "".join(f"{f'P {precision:.2f}':>9}" for precision in PRECISIONS)
    for name, reporting in (("reported", True), ("told", False)):
        recalls = (recall_at(judged, precision, reporting=reporting) for precision in PRECISIONS)
        yield f"{name:<14}" + "".join(f"{recall:>9.3f}" for recall in recalls)
    yield ""
    yield from class_table(articles, found)
    yield ""
    yield from reliability(list(certainty(judged)), "told")


def recall_at(judged: Judged, precision: float, *, reporting: bool) -> float:
    """Return the recall at the lowest threshold, the same for both classes, that reaches a precision."""
    tallies = (judged.tally(judged.least(least, least), reporting=reporting) for least in _STEPS)
    return next((tally.recall for tally in tallies if tally.precision >= precision), 0.0)


def class_table(articles: Sequence[Article], found: Statements) -> Iterator[str]:
    """Yield the lines of a table: what is told by class of cue, as far as it is shown."""
    judged, shown = Judged.of(articles, found), is_shown(found)
    offered = np.array([class_of([one.cue]) for some in found for one in some if one.kind == INDIRECT])
    asked = [
        class_of(cue_words(article.text, one))
        for article in articles
        for one in told(article.text, article.annotations)
    ]
    hits = [bool(shown[right].any()) for right in judged.right]
    yield f"{'class of cue':<14}{'precision':>10}{'recall':>9}{'asked':>8}{'offered':>9}"
    for name in classes():
        of_class = shown & (offered == name)
        wanted = [hit for hit, its in zip(hits, asked, strict=True) if its == name]
        precision = float(judged.is_right[of_class].mean()) if of_class.any() else 0.0
        recall = sum(wanted) / max(1, len(wanted))
        yield f"{name:<14}{precision:>10.3f}{recall:>9.3f}{len(wanted):>8}{int(of_class.sum()):>9}"


def certainty(judged: Judged) -> Iterator[tuple[float, bool]]:
    """Yield the confidence of each told statement, shown or not, and whether it is right."""
    yield from zip(judged.confidence.tolist(), judged.is_right.tolist(), strict=True)


def _shares(tally: Tally) -> str:
    return f"{tally.precision:>10.3f}{tally.recall:>9.3f}{tally.f1:>9.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print, or say why there is nothing to measure."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=DEFAULT, help=f"the folder of {FILE}")
    parser.add_argument("--shipped", action="store_true", help="measure the shipped reader: it learned these articles")
    given = parser.parse_args(arguments)
    annotated = annotations.find(given.data)
    if annotated is None:
        print(f"statements: skipped, {FILE} is not in {given.data}: name its folder with --data", file=sys.stderr)
        return 0
    reader = None if given.shipped else measured_reader(annotated.digest)
    if reader is None and not given.shipped:
        model = measured_model(annotated.digest)
        print(f"statements: skipped, there is no {model}: make train; --shipped measures what is", file=sys.stderr)
        return 0
    apart = [one for one in annotated.articles if one.is_held_apart]
    found = predicted([one.text for one in apart], reader)
    seen = "the shipped reader, which learned from them" if given.shipped else "the reader saw none of them"
    print(f"articles {annotated.digest}, {len(apart)} held apart; {seen}")
    print(*table(apart, found), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
