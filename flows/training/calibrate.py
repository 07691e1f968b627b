"""What logits are worth: probabilities fitted to lines of sites the model had not seen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from flows.training.dataset import Page, Variant
from flows.training.public_pages import NEWS
from transforms.learned.pages import Floats

_UNPENALISED = 1e6


def calibration(logits: Sequence[Floats], variants: Sequence[Variant], pages: Sequence[Page]) -> NDArray[np.float32]:
    """Return slope, additional slope below zero, and bias; every line of news counts the same.

    logits: of each variant's units, each from a model that was trained without the unit's site.
    """
    usable = np.array([page.set_name in NEWS and not page.is_defective for page in pages])
    found, targets = [], []
    for logit, variant in zip(logits, variants, strict=True):
        use = usable[variant.page_of_unit] & (variant.word_counts > 0)
        found.append(logit[use])
        targets.append(variant.targets[0][use])
    all_logits = np.concatenate(found)
    fitted = LogisticRegression(C=_UNPENALISED).fit(
        np.stack([all_logits, np.minimum(all_logits, 0)], axis=1), np.concatenate(targets)
    )
    return np.array([*fitted.coef_[0], fitted.intercept_[0]], np.float32)
