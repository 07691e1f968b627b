"""All models from the labelled pages: the one that is shipped, and one for each part of the sites it is measured on."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from flows.training import public_pages
from flows.training.calibrate import calibration
from flows.training.dataset import FOLDS, Page, Variant
from flows.training.fit import Arrays, fit, model, seen, stored
from flows.training.lexicon import CrossFitted
from flows.training.material import VARIANTS, own, own_variant, public, public_variant
from flows.training.public_pages import ROOT
from flows.training.stopwatch import Stopwatch
from transforms.learned import model as runtime
from transforms.learned.model import ARTICLE
from transforms.learned.pages import Floats, Pages

WEIGHTS = Path(runtime.__file__).with_name(runtime.WEIGHTS)
FOLD_MODELS = ROOT / "var" / "models"  # read by tests/benchmarks/accuracy.py
CALIBRATED_ON = ("wet", "trafi_recall", "html")


def prepare(found: public_pages.PublicPages) -> tuple[list[Page], list[Variant]]:
    """Return all pages, public ones and the sample corpus, and each kind of input of them."""
    pages = [*public(found), *own(ROOT / "corpus" / "gold")]
    variants = [public_variant(found, name, pages) for name in VARIANTS]
    return pages, [*variants, own_variant(ROOT / "corpus" / "documents", pages)]


def out_of_fold(arrays: Mapping[int, Arrays], variant: Variant, pages: Sequence[Page]) -> Floats:
    """Return the logits of a variant's units, each from the model that was trained without its site."""
    fold = np.array([-1 if pages[i].fold is None else pages[i].fold for i in variant.page])
    logits = np.zeros(len(variant.weight), np.float32)
    for held_out, found in arrays.items():
        learned = model(found)
        columns = seen(variant, learned.lexicon(variant.terms))
        units = np.repeat(fold == held_out, variant.sizes)
        layout = Pages.of(variant.sizes[fold == held_out])
        logits[units] = learned.averaged(np.ascontiguousarray(columns[:, units]), layout)[ARTICLE]
    return logits


def make(found: public_pages.PublicPages) -> None:
    """Train and write all models."""
    say = Stopwatch()
    pages, variants = prepare(found)
    say(f"{len(pages)} pages, {sum(len(one.weight) for one in variants)} lines of {len(variants)} kinds of input")
    lexicons = CrossFitted(variants, pages)
    folds: dict[int, Arrays] = {}
    for fold in range(FOLDS):
        folds[fold] = fit(variants, pages, lexicons, fold)
        say(f"model {fold + 1} of {FOLDS} to be measured")
    measured = [one for one in variants if one.name in CALIBRATED_ON]
    calibrated = calibration([out_of_fold(folds, one, pages) for one in measured], measured, pages)
    folder = FOLD_MODELS / found.digest
    folder.mkdir(parents=True, exist_ok=True)
    for fold, arrays in folds.items():
        (folder / f"fold-{fold}.npz").write_bytes(stored(arrays | {"calibration": calibrated}))
    arrays = fit(variants, pages, lexicons, None) | {"calibration": calibrated}
    WEIGHTS.write_bytes(stored(arrays))
    say(f"wrote {WEIGHTS.relative_to(ROOT)}, {WEIGHTS.stat().st_size / 1e6:.2f} MB, and {folder.relative_to(ROOT)}")
