"""Who said what in the sample corpus, as found and as its gold has it: tables, and on request every error.

`python -m tests.benchmarks.speakers [--errors]` runs `newsledger statements` on the texts of the gold's articles;
`--texts X.jsonl` writes them and stops, `--predictions Y.jsonl` scores what another run made of them.
Half of the documents is `tune`, to be looked at; the other is `held`, to be measured only: errors are those of `tune`
unless `--half held` asks for the other.
"""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import orjson

from tests.benchmarks.speaker_scores import Record, scored
from tests.benchmarks.speaker_table import errors, table
from tests.benchmarks.statement_gold import HALVES, Document, documents


def found(gold: Sequence[Document]) -> dict[str, Record]:
    """Return what `newsledger statements` finds in the articles of the gold, by document."""
    from flows.cli import app

    with tempfile.TemporaryDirectory() as folder:
        texts, out = Path(folder) / "texts.jsonl", Path(folder) / "statements.jsonl"
        write_texts(texts, gold)
        app(["statements", "--input", str(texts), "--output", str(out), "--confidence", "0"], standalone_mode=False)
        return read_predictions(out)


def write_texts(path: Path, gold: Iterable[Document]) -> None:
    """Write the articles of the gold as `newsledger statements` reads them."""
    path.write_bytes(b"".join(orjson.dumps({"id": one.id, "text": one.text}) + b"\n" for one in gold))


def read_predictions(path: Path) -> dict[str, Record]:
    """Return records of `newsledger statements` by their id."""
    return {record["id"]: record for record in map(orjson.loads, path.read_bytes().splitlines())}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--predictions", type=Path, help="what `newsledger statements` made of the texts")
    parser.add_argument("--texts", type=Path, help="write the texts of the gold's articles here, and stop")
    parser.add_argument("--errors", action="store_true", help="print every error of one half")
    parser.add_argument("--half", choices=HALVES, default="tune", help="the half whose errors are printed")
    given = parser.parse_args(arguments)
    gold = documents()
    if given.texts:
        write_texts(given.texts, gold)
        return 0
    predicted = read_predictions(given.predictions) if given.predictions else found(gold)
    if missing := [one.id for one in gold if one.id not in predicted]:
        print(f"no record of {', '.join(missing)}: make them from the texts that --texts writes", file=sys.stderr)
        return 2
    everything = [scored(one, predicted[one.id]) for one in gold]
    halves = {half: [one for one in everything if one.document.half == half] for half in HALVES}
    print(*table({**halves, "all": everything}), sep="\n")
    if given.errors:
        print("", *errors(halves[given.half]), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
