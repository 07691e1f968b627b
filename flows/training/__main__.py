"""`make train`: the models that are shipped, and those that they are measured by.

lines: which lines are the article's, from the labelled pages; and one model for each part of the sites.
statements: who says what, from annotated articles; and one model that saw none of those held apart.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from flows.training import public_pages
from flows.training.attribution import annotations

LINES, STATEMENTS = "lines", "statements"
WHERE_FROM = """no labelled pages in {folder}: name their folder with --data.

The sets are public; `flows/training/public_pages.py` says how the folder is laid out:
  aeb          zyte.com's article-extraction-benchmark (github.com/scrapinghub/article-extraction-benchmark)
  fundus_eval  the evaluation of Fundus (github.com/dobbersc/fundus-evaluation)
  fundus       the frozen pages of Fundus' parsers (github.com/flairNLP/fundus)
  aed          article-extraction-dataset, news pages annotated by hand
  wcxb         web content extraction benchmark, blogs and guides more than news"""


NO_ANNOTATIONS = """no annotated articles in {folder}: name the folder of {file} with --data.

They are the train part of PolNeAR (github.com/networkdynamics/PolNeAR): `flows/training/attribution/annotations.py`
says how the file is laid out."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write, and return the exit code: 2 where there are no data."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=public_pages.DEFAULT, help="the folder of the data")
    parser.add_argument("--only", choices=(LINES, STATEMENTS), help="the model to train; both when not given")
    given = parser.parse_args(arguments)
    wanted = (LINES, STATEMENTS) if given.only is None else (given.only,)
    pages = public_pages.find(given.data)
    if pages is None:
        print(WHERE_FROM.format(folder=given.data), file=sys.stderr)
        return 2
    annotated = annotations.find(given.data) if STATEMENTS in wanted else None
    if annotated is None and STATEMENTS in wanted:
        print(NO_ANNOTATIONS.format(folder=given.data, file=annotations.FILE), file=sys.stderr)
        return 2
    # PyTorch and scikit-learn are there only where models are trained.
    if LINES in wanted:
        from flows.training.make import make

        make(pages)
    if annotated is not None:
        from flows.training.attribution import make as attribution

        attribution.make(annotated, pages)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
