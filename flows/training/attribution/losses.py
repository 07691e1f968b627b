"""What wrong answers cost."""

from collections.abc import Callable

import torch
from torch import Tensor, nn

from flows.training.attribution.layout import Layout
from flows.training.attribution.lesson import Lesson
from flows.training.attribution.pointing import Outputs, Pointing, bounds
from flows.training.attribution.targets import Batch
from transforms.statements.reader import CUE, FIRST, IN_CUE, LAST, ROLES

ROLE_WEIGHTS = tuple(0.5 if role in (FIRST, LAST) else 1.0 for role in range(ROLES))  # the two ends are one content
PARTS_WEIGHT = 0.2
SCALE = 0.01  # of the sum over a batch

_entropy: Callable[..., Tensor] = nn.functional.binary_cross_entropy_with_logits


def loss(pointing: Pointing, outputs: Outputs, layout: Layout, batch: Batch, lesson: Lesson) -> Tensor:
    """Return the loss of a batch."""
    mask, elements = batch.mask, torch.from_numpy(batch.elements[batch.mask])
    marks = outputs.marks[torch.from_numpy(mask)]
    wanted, weight = torch.from_numpy(lesson.cue)[elements], torch.from_numpy(lesson.cue_weight)[elements]
    total = _entropy(marks[:, CUE], wanted, weight, reduction="sum")
    if marks.shape[1] > IN_CUE:
        parts = torch.from_numpy(lesson.parts)[IN_CUE:, elements].T
        weight = torch.from_numpy(lesson.parts_weight)[elements][:, None]
        total = total + PARTS_WEIGHT * _entropy(marks[:, IN_CUE:], parts, weight, reduction="sum")
    within = bounds(layout, batch)
    for answers, measure in ((lesson.right, any_right), (lesson.likely, imitated)):
        for role, targets in enumerate(answers):
            asked = targets.asked(batch)
            if len(asked.row):
                found = pointing.log_probabilities(outputs, role, asked, within[role])
                costs = measure(found, torch.from_numpy(asked.shares)) * torch.from_numpy(asked.weight)
                total = total + ROLE_WEIGHTS[role] * costs.sum()
    return SCALE * total


def any_right(log_probabilities: Tensor, right: Tensor) -> Tensor:
    """Return for each row the negative logarithm of all the probability that right targets have together."""
    return -log_probabilities.masked_fill(right == 0, -torch.inf).logsumexp(1)


def imitated(log_probabilities: Tensor, shares: Tensor) -> Tensor:
    """Return for each row the cross-entropy with shares that another gave."""
    return -(shares * log_probabilities).sum(1)
