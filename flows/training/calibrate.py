"""What logits are worth: probabilities fitted to lines of sites the model had not seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from flows.training.dataset import Page, Variant
from flows.training.fit import TEMPERATURE
from flows.training.public_pages import NEWS
from transforms.learned.model import calibration_columns
from transforms.learned.pages import Floats, Pages

_UNPENALISED = 1e6


def calibration(logits: Sequence[Floats], variants: Sequence[Variant], pages: Sequence[Page]) -> NDArray[np.float32]:
    """Return the weights of `calibration_columns` and a bias; every line of news counts the same.

    logits: of each variant's units, each from a model that was trained without the unit's site.
    """
    usable = np.array([page.set_name in NEWS and not page.is_defective for page in pages])
    told, targets = [], []
    for logit, variant in zip(logits, variants, strict=True):
        use = usable[variant.page_of_unit] & (variant.word_counts > 0)
        sharpness = np.asarray(1 / (1 + np.exp(-logit / TEMPERATURE)), np.float32)
        words = variant.word_counts.astype(np.float32)
        told.append(calibration_columns(logit, sharpness, words, Pages.of(variant.sizes))[:, use])
        targets.append(variant.targets[0][use])
    fitted = LogisticRegression(C=_UNPENALISED, max_iter=1000).fit(
        np.concatenate(told, axis=1).T, np.concatenate(targets)
    )
    return np.array([*fitted.coef_[0], fitted.intercept_[0]], np.float32)
