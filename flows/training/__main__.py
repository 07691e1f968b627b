"""`make train`: the model from the labelled pages, and one model for each part of the sites that it is measured on."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from flows.training import public_pages

WHERE_FROM = """no labelled pages in {folder}: name their folder with --data.

The sets are public; `flows/training/public_pages.py` says how the folder is laid out:
  aeb          zyte.com's article-extraction-benchmark (github.com/scrapinghub/article-extraction-benchmark)
  fundus_eval  the evaluation of Fundus (github.com/dobbersc/fundus-evaluation)
  fundus       the frozen pages of Fundus' parsers (github.com/flairNLP/fundus)
  aed          article-extraction-dataset, news pages annotated by hand
  wcxb         web content extraction benchmark, blogs and guides more than news"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, write, and return the exit code: 2 where there are no pages."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=public_pages.DEFAULT, help="the folder of the labelled pages")
    given = parser.parse_args(arguments)
    found = public_pages.find(given.data)
    if found is None:
        print(WHERE_FROM.format(folder=given.data), file=sys.stderr)
        return 2
    from flows.training.make import make  # PyTorch and scikit-learn are there only where models are trained

    make(found)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    sys.exit(main())
