"""Linear scores over hashed terms: is the article's, and of what is not, whether it stands above or below it.

The network is trained on scores that come from pages of other sites, as it will meet them: cross-fitted.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack
from sklearn.linear_model import SGDClassifier

from flows.training.dataset import FOLDS, WEIGHTS, Page, Variant
from transforms.learned.pages import Flags, Floats
from transforms.learned.words import BUCKETS, SCORE_CAP, Lexicon, Terms

SCORES = 2
NEVER_HELD_OUT = -1  # the fold of pages that every model may learn from
PENALTY, EPOCHS = 5e-6, 6
# Share of each variant's lines that is learned from: the same page is there four times.
SHARES = {"wet": 1.0, "bs4": 0.3, "trafi_recall": 1.0, "inscriptis": 0.1, "html": 0.3, "own": 1.0}
_LARGEST = 127  # of a weight as a signed byte
_HEADROOM = 0.5  # the few largest weights are cut, so that the others keep their digits

Linear = tuple[NDArray[np.float32], float]


def matrix(terms: Terms) -> csr_matrix:
    """Return (lines, BUCKETS): each term of a line over the root of their number."""
    sizes = 2 * np.diff(terms.offsets)
    columns = np.empty(2 * len(terms.words), np.int32)
    columns[0::2], columns[1::2] = terms.words, terms.pairs
    values = np.repeat(1 / np.sqrt(np.maximum(sizes, 1)).astype(np.float32), sizes)
    return csr_matrix((values, columns, 2 * terms.offsets), shape=(len(sizes), BUCKETS))


class CrossFitted:
    """Scores of every variant's lines, each from lexicons that saw none of given folds."""

    def __init__(self, variants: Sequence[Variant], pages: Sequence[Page]) -> None:
        generator = np.random.default_rng(0)
        self.variants = {variant.name: variant for variant in variants}
        self.matrices = {variant.name: matrix(variant.terms) for variant in variants}
        self.chosen = {v.name: generator.random(len(v.weight)) < SHARES[v.name] for v in variants}
        self.fold = np.array([NEVER_HELD_OUT if page.fold is None else page.fold for page in pages])
        self.usable = np.array([not page.is_defective for page in pages])
        self.importance = np.array([np.sqrt(WEIGHTS[page.set_name]) for page in pages])
        self._fitted: dict[frozenset[int], list[Linear]] = {}

    def fit(self, without: frozenset[int]) -> list[Linear]:
        """Return the linear scores learned from all folds but some."""
        if without not in self._fitted:
            self._fitted[without] = [self._fit_one(score, without) for score in range(SCORES)]
        return self._fitted[without]

    def _fit_one(self, score: int, without: frozenset[int]) -> Linear:
        rows, targets, weights = [], [], []
        for name, variant in self.variants.items():
            of_unit = variant.page_of_unit
            held_out = np.isin(self.fold[of_unit], list(without))
            target = variant.targets[0] if score == 0 else _side(variant)
            use = self.chosen[name] & ~held_out & self.usable[of_unit] & (target >= 0)
            rows.append(self.matrices[name][use])
            targets.append(target[use])
            weights.append(np.sqrt(variant.word_counts[use] + 1) * self.importance[of_unit[use]])
        learner = SGDClassifier(loss="log_loss", alpha=PENALTY, max_iter=EPOCHS, tol=None, average=True, random_state=1)
        learner.fit(vstack(rows).tocsr(), np.concatenate(targets), sample_weight=np.concatenate(weights))
        return learner.coef_[0].astype(np.float32), float(learner.intercept_[0])

    def scores(self, name: str, held_out: int | None) -> Floats:
        """Return (SCORES, lines) of a variant for training without a fold; no page is scored by its own site's."""
        matrix_, of_unit = self.matrices[name], self.fold[self.variants[name].page_of_unit]
        found = np.zeros((SCORES, matrix_.shape[0]), np.float32)
        for fold in (NEVER_HELD_OUT, *range(FOLDS)):
            without = frozenset({fold, held_out} - {None, NEVER_HELD_OUT})
            rows = np.flatnonzero(of_unit == fold)
            for score, (weights, bias) in enumerate(self.fit(without)):
                found[score, rows] = matrix_[rows] @ weights + bias
        return np.clip(found, -SCORE_CAP, SCORE_CAP, out=found)

    def lexicon(self, held_out: int | None) -> Lexicon:
        """Return the scores as the runtime computes them, in bytes."""
        fitted = self.fit(frozenset() if held_out is None else frozenset({held_out}))
        exact = np.stack([weights for weights, _ in fitted])
        scale = np.abs(exact).max(axis=1) / _LARGEST * _HEADROOM
        quantised = np.clip(np.round(exact / scale[:, None]), -_LARGEST, _LARGEST).astype(np.int8)
        quantised[:, 0] = 0
        return Lexicon(quantised, scale.astype(np.float32), np.array([bias for _, bias in fitted], np.float32))


def _side(variant: Variant) -> NDArray[np.float32]:
    """0 for lines above the article's first, 1 below its last, -1 where this is not asked."""
    is_article = variant.targets[0] > 0
    index = np.arange(len(is_article))
    first = np.minimum.reduceat(np.where(is_article, index, len(index)), variant.starts)
    last = np.maximum.reduceat(np.where(is_article, index, -1), variant.starts)
    has: Flags = np.repeat(last >= 0, variant.sizes)
    side = np.full(len(index), -1, np.float32)
    side[has & (index < np.repeat(first, variant.sizes))] = 0
    side[has & (index > np.repeat(last, variant.sizes))] = 1
    return side
