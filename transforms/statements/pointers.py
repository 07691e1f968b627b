"""What elements of a stream point to: for each query a probability of every element of its paragraph, and of none.

Paragraphs of about the same length are looked at together, padded. Of a paragraph longer than WINDOW only the
elements around the query are, so that a text without line ends costs no more than another.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from transforms.learned.network import STEPS
from transforms.learned.pages import Counts, Flags, Floats
from transforms.statements.reader import KEY, REACH, Read, Reader

WINDOW = 320  # elements: half of them before the query
_PADDED_ELEMENTS = 60_000  # of one group
_IMPOSSIBLE = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Group:
    """Some queries whose windows are about the same length.

    number: which of the queries. origin: the element that stands first in each window. inside: (queries, length),
    whether the place in the window is one of the paragraph.
    """

    number: Counts
    origin: Counts
    element: Counts
    inside: Flags


def groups(element: Counts, start: Counts, end: Counts) -> Iterator[Group]:
    """Group queries, given by their elements and by the paragraphs' first elements and ends."""
    origin = np.maximum(start, element - WINDOW // 2)
    length = np.minimum(end, origin + WINDOW) - origin
    order = np.argsort(length, kind="stable")
    first = 0
    while first < len(order):
        past = first + 1
        while past < len(order) and length[order[past]] * (past + 1 - first) <= _PADDED_ELEMENTS:
            past = min(len(order), past + 64)
        chosen = order[first:past]
        width = int(length[chosen].max())
        yield Group(chosen, origin[chosen], element[chosen], np.arange(width) < length[chosen, None])
        first = past


def probabilities(reader: Reader, read: Read, group: Group, role: int) -> tuple[Floats, Floats]:
    """Return (queries, length) and (queries): the probability of each place of the window, and of none."""
    place = np.arange(group.inside.shape[1])
    targets = np.minimum(group.origin[:, None] + place, len(read.keys) - 1)
    query = read.queries[group.element, role]
    scale = np.float32(1 / (STEPS * STEPS * np.sqrt(KEY)))
    scores = np.matmul(read.keys[targets, role], query[:, :, None])[..., 0] * scale
    scores += read.key_bias[targets, role]
    distance = np.clip(targets - group.element[:, None], -REACH, REACH) + REACH
    scores += reader.distance[role][distance]
    scores[~group.inside] = _IMPOSSIBLE
    none = (query @ reader.none_keys[role]) * scale + read.none_bias[group.element, role]
    highest = np.maximum(scores.max(axis=1), none)
    scores = np.exp(scores - highest[:, None])
    none = np.exp(none - highest)
    total = scores.sum(axis=1) + none
    return scores / total[:, None], none / total
