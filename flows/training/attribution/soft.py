"""Soft labels: what the teacher makes of all elements that are not held apart."""

import numpy as np
import torch

from flows.training.attribution.labels import quotation_weights
from flows.training.attribution.layout import Layout
from flows.training.attribution.lesson import Soft
from flows.training.attribution.pieces import Pieces, windows
from flows.training.attribution.pointing import Outputs, bounds
from flows.training.attribution.targets import NOBODY, Asked, Batch, Targets, grouped
from flows.training.attribution.teacher import Teacher
from transforms.learned.pages import Counts, Flags, Floats
from transforms.statements.reader import CUE, QUOTED, ROLES

FLOOR = 0.1  # probability from which an element is a cue that points to something
BATCH_PIECES = 12_000
_QUERIES = 512  # asked at a time

Query = tuple[int, float, Counts, Floats]


def soft_labels(teacher: Teacher, layout: Layout, pieces: Pieces, is_read: Flags) -> Soft:
    """Return what the teacher makes of some elements; nothing of what is behind its windows."""
    with torch.no_grad():
        return _soft_labels(teacher, layout, pieces, is_read)


def _soft_labels(teacher: Teacher, layout: Layout, pieces: Pieces, is_read: Flags) -> Soft:
    cue = np.full(len(layout.stream), np.nan, np.float32)
    queries: tuple[list[Query], ...] = tuple([] for _ in range(ROLES))
    rows, sizes = windows(layout, pieces, is_read)
    weights = quotation_weights(layout)
    for group in grouped(sizes, BATCH_PIECES):
        batch = Batch(rows.start[group], rows.size[group])
        outputs = teacher(layout, pieces, batch)
        probability = outputs.marks[..., CUE].sigmoid().numpy()
        cue[batch.elements[batch.mask]] = probability[batch.mask]
        is_quotation = batch.mask & (layout.stream.quote[batch.elements] >= 0)
        is_cue = batch.mask & ~is_quotation & (probability >= FLOOR)
        for role in range(ROLES):
            asked = is_quotation if role == QUOTED else is_cue
            weight = weights[batch.elements] if role == QUOTED else probability
            queries[role].extend(_asked(teacher, layout, batch, outputs, role, asked, weight))
    return Soft(cue, tuple(Targets.of(found) for found in queries))


def _asked(
    teacher: Teacher, layout: Layout, batch: Batch, outputs: Outputs, role: int, is_asked: Flags, weight: Floats
) -> list[Query]:
    """Return the shares of all elements within the bounds of each query, and of nobody."""
    within = bounds(layout, batch)[role]
    elements = np.concatenate([batch.elements, np.full((len(batch.start), 1), NOBODY)], axis=1)
    found: list[Query] = []
    all_rows, all_columns = np.nonzero(is_asked)
    for first in range(0, len(all_rows), _QUERIES):
        row, column = all_rows[first : first + _QUERIES], all_columns[first : first + _QUERIES]
        asked = Asked(row, column, weight[row, column], np.zeros((0, 0), np.float32))
        shares = teacher.pointing.log_probabilities(outputs, role, asked, within).exp().numpy()
        bound = within.numpy()
        for n, (at, place) in enumerate(zip(row.tolist(), column.tolist(), strict=True)):
            chosen = np.append(bound[at] == bound[at, place], True)
            found.append((int(elements[at, place]), float(asked.weight[n]), elements[at, chosen], shares[n, chosen]))
    return found
