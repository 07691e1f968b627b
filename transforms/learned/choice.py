"""From probabilities to lines kept: those that make the expected F1 of a document's words largest."""

import numpy as np
from numpy.typing import NDArray

from transforms.learned.pages import Flags, Floats, Pages

WORDLESS = 0.3  # what a line without words weighs: a row of dots, a date in digits


def best_expected(probability: Floats, words: Floats, pages: Pages) -> Flags:
    """Return which lines to keep.

    Lines are taken by falling probability; the expected F1 of the first n is 2 * sum(p * w) / (sum(w) + expected
    words of the article). All lines above half of the best value are kept, and always the likeliest one: an empty
    article is never the best guess. Source: Lipton et al., Optimal thresholding of classifiers to maximize F1 (2014).
    """
    order = np.lexsort((-probability, pages.number))
    weight = words[order].astype(np.float64) + WORDLESS
    hits, weights = _within(probability[order] * weight, pages), _within(weight, pages)
    all_hits = hits[pages.starts + pages.sizes - 1][pages.number]
    best = np.maximum.reduceat(2 * hits / (weights + all_hits), pages.starts)
    kept: Flags = probability >= (best / 2)[pages.number]
    kept[order[pages.starts]] = True
    return kept


def expected_f1(probability: Floats, words: Floats, kept: Flags, pages: Pages) -> NDArray[np.float64]:
    """Return the F1 that each document's kept words are expected to have, if probabilities are what they say."""
    weight = words.astype(np.float64) + WORDLESS
    hits, all_hits, taken = (
        np.add.reduceat(amount, pages.starts)
        for amount in (probability * weight * kept, probability * weight, weight * kept)
    )
    return np.asarray(2 * hits / (taken + all_hits))


def _within(amount: NDArray[np.float64], pages: Pages) -> NDArray[np.float64]:
    """Running sums that begin anew with each document."""
    total = np.concatenate([[0.0], np.cumsum(amount)])
    return np.asarray(total[1:] - total[pages.first])
