"""How well pages are cleaned, beside what others reach on the same pages: `make accuracy`.

Every page goes through what `newsledger clean` does, with a model that saw no page of its site (`make train` makes
them), one set at a time, so that the lines a site repeats are counted.
"""

import argparse
import io
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean
from typing import Any

import orjson

from flows.cleaning import clean_records
from flows.settings import Settings
from flows.training import public_pages
from flows.training.dataset import FOLDS, defects, fold_of
from flows.training.material import site_of
from flows.training.public_pages import NEWS, SETS, PublicPages, Record
from tests.benchmarks.reliability import certainty, reliability
from transforms.learned.model import Model, stored_model

FOLD_MODELS = public_pages.ROOT / "var" / "models"
INPUTS = ("wet", "wet without url", "bs4", "trafi_recall", "html")
# The best that others reach on exactly these pages (aeb_f1, English): on text the best published rule, the line
# "do nothing" for a residue, on markup trafilatura 2.3; as the collection records them.
OTHERS = {
    "wet": {"aeb": 0.902, "fundus_eval": 0.940, "aed": 0.895, "fundus": 0.894, "wcxb": 0.899},
    "trafi_recall": {"aeb": 0.959, "fundus_eval": 0.944, "aed": 0.916, "fundus": 0.935, "wcxb": 0.941},
    "html": {"aeb": 0.968, "fundus_eval": 0.944, "aed": 0.910, "fundus": 0.953, "wcxb": 0.945},
}
# The 10th percentile of the pages' own F1, trafilatura 2.3 on the same markup.
OTHERS_P10 = {"html": {"aeb": 0.892, "fundus_eval": 0.880, "aed": 0.771, "fundus": 0.873, "wcxb": 0.806}}
# What titles, dates and authors are to reach on each of two sets: share given right, and share of those given.
STATED_GOALS = {
    "html": {"title": ".88", "date": ".95", "auth": ".88"},
    "wet": {"title": ".75", "date": ".75 (.93)", "auth": ".65 (.85)"},
}
# What the mean over the four sets of news is to reach.
GOALS = {"wet": 0.950, "wet without url": 0.940, "bs4": 0.940, "trafi_recall": 0.955, "html": 0.965}
OTHER = "other"
BROKEN = ("bs4",)  # inputs whose lines are pieces: what they were is judged, and the gold says nothing of a piece
STATED = ("title", "date", "auth")


@dataclass(frozen=True, slots=True)
class Score:
    """Scores of one set as one input.

    f1, p10: aeb_f1 and the 10th percentile of the pages' own F1. sound_f1: f1 of the pages without those whose gold is
    known to be defective. empty: pages whose gold has text and that came out
    without any. stated: for title, date and authors the share given right and the share of those given that are right.
    """

    f1: float
    sound_f1: float
    p10: float
    empty: int
    stated: dict[str, tuple[float, float]]


def records(pages: PublicPages, name: str, source: str, language: str = "en") -> tuple[list[Record], list[Record]]:
    """Return the gold records of one language and the records to clean, `{id, text | html, url?}`.

    language: an ISO 639 code, or OTHER for all but English.
    """
    gold = [
        one
        for one in pages.gold(name)
        if (one.get("lang") == language) or (language == OTHER and one.get("lang") != "en")
    ]
    if source == "html":
        given = [{"id": one["id"], "html": pages.markup(one), "url": one.get("url")} for one in gold]
    else:
        variant, _, without = source.partition(" without ")
        texts = pages.texts(name, variant)
        given = [{"id": one["id"], "text": texts.get(one["id"], ""), "url": one.get("url")} for one in gold]
        if without:
            given = [{key: value for key, value in one.items() if key != without} for one in given]
    return gold, given


def cleaned(given: Sequence[Record], model: Model | None = None) -> list[Record]:
    """Return what `newsledger clean` makes of records, in their order; model None is the one that is shipped."""
    out = io.BytesIO()
    lines = io.BytesIO(b"".join(orjson.dumps(one) + b"\n" for one in given))
    clean_records(lines, out, Settings.model_validate({}), model=model)
    return [orjson.loads(line) for line in out.getvalue().splitlines()]


def held_out_models(pages: PublicPages) -> list[Model] | None:
    """Return the model of each part of the sites, None where they were not trained on these pages as they are seen."""
    paths = [FOLD_MODELS / pages.digest / f"fold-{fold}.npz" for fold in range(FOLDS)]
    if not all(path.is_file() for path in paths):
        return None
    found, shipped = [Model.load(path.read_bytes()) for path in paths], stored_model()
    if any((one.names, one.calibration.shape) != (shipped.names, shipped.calibration.shape) for one in found):
        print(f"the models in {paths[0].parent} are of another version: make train", file=sys.stderr)
        return None
    return found


def cleaned_fairly(pages: PublicPages, gold: Sequence[Record], given: Sequence[Record]) -> list[Record]:
    """Clean records of pages as if none of their sites had been learned from, where there are models for that."""
    models = held_out_models(pages)
    return cleaned(given) if models is None else cleaned_unseen(gold, given, models)


def cleaned_unseen(gold: Sequence[Record], given: Sequence[Record], models: Sequence[Model]) -> list[Record]:
    """Clean each record with the model that saw no page of its site."""
    folds = [fold_of(site_of(one)) for one in gold]
    found = []
    for fold, model in enumerate(models):
        part = [one for one, its in zip(given, folds, strict=True) if its == fold]
        found += cleaned(part, model) if part else []
    return found


def score(pages: PublicPages, name: str, gold: Sequence[Record], predicted: Sequence[Record]) -> Score:
    """Score the predictions for a set with the data sets' own scorer."""
    scorer: Any = public_pages.scorer(pages.scorer)
    by_id = {one["id"]: one for one in predicted}
    rows = [scorer.page(one, by_id.get(one["id"])) for one in gold]
    found = scorer.agg(rows)
    texts = [(one.get("gold_text"), by_id.get(one["id"], {}).get("text")) for one in gold]
    return Score(
        f1=found.get("aeb_f1", 0.0),
        sound_f1=scorer.agg(
            [row for one, row in zip(gold, rows, strict=True) if f"{name}/{one['id']}" not in defects()]
        ).get("aeb_f1", 0.0),
        p10=found.get("page_f1_p10", 0.0),
        empty=sum(bool(wanted) and not given for wanted, given in texts),
        stated={what: (found[what]["acc"], found[what]["prec"]) for what in STATED if what in found},
    )


def table(scores: dict[tuple[str, str], Score]) -> Iterator[str]:
    """Yield the lines of the tables: F1 beside that of others and the goal, tails and empty pages, what is stated."""
    inputs = [source for source in INPUTS if any(key[0] == source for key in scores)]
    yield f"{'F1':<18}" + "".join(f"{name:>13}" for name in SETS) + f"{'news':>9}{'goal':>8}{'sound':>9}"
    for source in inputs:
        news = [scores[source, name].f1 for name in NEWS if (source, name) in scores]
        cells = [f"{scores[source, name].f1:>13.3f}" if (source, name) in scores else f"{'':>13}" for name in SETS]
        sound = [scores[source, name].sound_f1 for name in NEWS if (source, name) in scores]
        means = f"{mean(news or [0]):>9.4f}{GOALS[source]:>8.3f}{mean(sound or [0]):>9.4f}"
        yield f"{source:<18}" + "".join(cells) + means
        if source in OTHERS:
            best = OTHERS[source]
            yield (
                f"{'  others':<18}"
                + "".join(f"{best[name]:>13.3f}" for name in SETS)
                + (f"{mean(best[name] for name in NEWS):>9.4f}")
            )
    yield ""
    yield f"{'p10 / empty':<18}" + "".join(f"{name:>13}" for name in SETS)
    for source in inputs:
        found = [scores.get((source, name)) for name in SETS]
        yield f"{source:<18}" + "".join(f"{f'{one.p10:.3f} / {one.empty}' if one else '':>13}" for one in found)
        if source in OTHERS_P10:
            yield f"{'  others':<18}" + "".join(f"{OTHERS_P10[source][name]:>9.3f}{'':>4}" for name in SETS)
    yield ""
    yield f"{'right (precision)':<18}" + "".join(
        f"{f'{name} {what}':>20}" for name in ("aed", "fundus") for what in STATED
    )
    for source in inputs:
        cells = []
        for name in ("aed", "fundus"):
            stated = scores[source, name].stated if (source, name) in scores else {}
            cells += [f"{stated[w][0]:.3f} ({stated[w][1]:.3f})" if w in stated else "" for w in STATED]
        yield f"{source:<18}" + "".join(f"{cell:>20}" for cell in cells)
        if source in STATED_GOALS:
            yield f"{'  goals':<18}" + "".join(f"{STATED_GOALS[source][what]:>20}" for what in STATED) * 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and return the exit code: 2 where there are no pages."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--data", type=Path, default=public_pages.DEFAULT, help="the folder of the public pages")
    parser.add_argument("--inputs", nargs="+", choices=INPUTS, default=INPUTS)
    parser.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    parser.add_argument("--language", default="en", help=f"of the pages that are measured; {OTHER}: all but English")
    parser.add_argument("--shipped", action="store_true", help="measure the shipped model: it learned from these pages")
    given = parser.parse_args(arguments)
    pages = public_pages.find(given.data)
    if pages is None:
        print(f"no public pages in {given.data}: name their folder with --data", file=sys.stderr)
        return 2
    scores: dict[tuple[str, str], Score] = {}
    certainties: list[tuple[float, bool]] = []
    models = None if given.shipped else held_out_models(pages)
    for source in given.inputs:
        for name in given.sets:
            gold, to_clean = records(pages, name, source, given.language)
            predicted = cleaned(to_clean) if models is None else cleaned_unseen(gold, to_clean, models)
            scores[source, name] = score(pages, name, gold, predicted)
            if name in NEWS and source not in BROKEN:
                sound = [one for one in gold if f"{name}/{one['id']}" not in defects()]
                certainties += certainty(sound, predicted)
    seen = "no page of its site was learned from" if models else "the shipped model, which learned from these pages"
    print(f"pages {pages.digest}; {seen}")
    print(*table(scores), "", *reliability(certainties), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
