"""What the teacher and the reader end with: for each element its marks, and what it points to, in PyTorch.

The arithmetic is that of `transforms.statements.pointers`; sentences and paragraphs bound what can be pointed to.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from flows.training.attribution.layout import Layout
from flows.training.attribution.targets import Asked, Batch
from transforms.statements.reader import QUOTED, REACH, ROLES

_IMPOSSIBLE = -1e4
_NOWHERE = -1  # the sentence and paragraph of padding


@dataclass(frozen=True, slots=True)
class Outputs:
    """(rows, length, …) of a batch: marks, queries and keys of each role, and what speaks for a target and for none."""

    marks: Tensor
    queries: Tensor
    keys: Tensor
    key_bias: Tensor
    none_bias: Tensor


class Pointing(nn.Module):
    """One product for all that is said of an element, keys of having no target, and what distances speak for."""

    def __init__(self, width: int, key: int, marks: int) -> None:
        super().__init__()
        self.sizes = [marks, ROLES * key, ROLES * key, ROLES, ROLES]
        self.key = key
        self.out = nn.Linear(width, sum(self.sizes))
        self.none_keys = nn.Parameter(torch.zeros(ROLES, key))
        self.distance = nn.Parameter(torch.zeros(ROLES, 2 * REACH + 1))

    def forward(self, seen: Tensor) -> Outputs:
        """Return what is said of elements (rows, length, width)."""
        marks, queries, keys, key_bias, none_bias = self.out(seen).split(self.sizes, dim=-1)
        shape = (*seen.shape[:2], ROLES, self.key)
        return Outputs(marks, queries.view(shape), keys.view(shape), key_bias, none_bias)

    def log_probabilities(self, outputs: Outputs, role: int, asked: Asked, bounds: Tensor) -> Tensor:
        """Return (queries, length + 1): of each element of the row as the target, last of none.

        bounds: (rows, length), the number of the sentence or paragraph of each element, that of the query's is looked
        at alone.
        """
        row, column = torch.from_numpy(asked.row), torch.from_numpy(asked.column)
        query = outputs.queries[row, column, role]
        scale = self.key**-0.5
        scores = (outputs.keys[:, :, role][row] @ query[:, :, None])[..., 0] * scale + outputs.key_bias[row, :, role]
        away = (torch.arange(bounds.shape[1]) - column[:, None]).clamp(-REACH, REACH) + REACH
        scores = scores + self.distance[role][away]
        scores = scores.masked_fill(bounds[row] != bounds[row, column][:, None], _IMPOSSIBLE)
        none = (query @ self.none_keys[role]) * scale + outputs.none_bias[row, column, role]
        return torch.cat([scores, none[:, None]], 1).log_softmax(1)


def bounds(layout: Layout, batch: Batch) -> tuple[Tensor, ...]:
    """Return for each role within what it points: quotations in their paragraph, cues in their sentence."""
    mask = torch.from_numpy(batch.mask)
    sentence, paragraph = (
        torch.from_numpy(numbers[batch.elements]).masked_fill(~mask, _NOWHERE)
        for numbers in (layout.stream.sentence, layout.stream.paragraph)
    )
    return tuple(paragraph if role == QUOTED else sentence for role in range(ROLES))
