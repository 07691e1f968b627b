"""One model from labelled pages: lexicon, network, and what its probabilities are worth."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from flows.training import learner
from flows.training.dataset import Page, Variant
from flows.training.lexicon import CrossFitted
from transforms.learned.markup import MARKUP_NAMES
from transforms.learned.model import Model
from transforms.learned.pages import Floats

NETWORKS = 2  # of different seeds, whose logits are averaged: .002 better than one
LEXICON_NAMES = ("lexicon_article", "lexicon_side")
TEMPERATURE = 1.5  # what logits are divided by before lines are chosen: two values were tried
_SAMPLE = 9  # every so manieth line is enough for mean and deviation

Arrays = dict[str, NDArray[np.generic]]


def fit(variants: Sequence[Variant], pages: Sequence[Page], lexicons: CrossFitted, held_out: int | None) -> Arrays:
    """Return the arrays of a model that saw no page of one fold, or all pages; calibration is added later."""
    names = (*variants[0].names, *LEXICON_NAMES, *MARKUP_NAMES)
    folds = {one.fold for one in pages} - ({held_out} if held_out is not None else set())
    learned = np.array([i for i, one in enumerate(pages) if one.fold in folds and not one.is_defective])
    columns = {one.name: seen(one, lexicons.scores(one.name, held_out)) for one in variants}
    samples = [columns[one.name][:, np.flatnonzero(np.isin(one.page_of_unit, learned))[::_SAMPLE]] for one in variants]
    scale = learner.scaling(names, samples)
    sources = {one.name: learner.source(one, columns.pop(one.name), scale) for one in variants}
    lexicon = lexicons.lexicon(held_out)
    arrays: Arrays = {}
    for seed in range(NETWORKS):
        network = learner.export(learner.train(sources, learned, names, seed), scale)
        arrays |= {f"network{seed}_{name}": values for name, values in network.items()}
    return arrays | {
        "names": np.array((*variants[0].names, *MARKUP_NAMES)),
        "lexicon_weights": lexicon.weights,
        "lexicon_scale": lexicon.scale,
        "lexicon_bias": lexicon.bias,
        "temperature": np.array(TEMPERATURE),
        "calibration": np.array([1 / TEMPERATURE, 0, 0, 0, 0], np.float32),
    }


def seen(variant: Variant, lexicon: Floats) -> Floats:
    """Return all columns of a variant's units, as the network takes them."""
    nothing = np.zeros((len(MARKUP_NAMES), lexicon.shape[1]), np.float32)
    return np.concatenate([variant.columns, lexicon, nothing if variant.markup is None else variant.markup])


def stored(arrays: Mapping[str, NDArray[np.generic]]) -> bytes:
    """Return the file of a model. The same arrays give the same bytes."""
    out = BytesIO()
    named: dict[str, Any] = dict(sorted(arrays.items()))
    np.savez_compressed(out, **named)
    return out.getvalue()


def model(arrays: Mapping[str, NDArray[np.generic]]) -> Model:
    """Return the model as the runtime loads it."""
    return Model.load(stored(arrays))
