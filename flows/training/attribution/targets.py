"""What elements point to, as it is learned: right targets from annotations, or shares of likely ones from a teacher."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from transforms.learned.pages import Counts, Flags, Floats

NOBODY = -1  # the target of an element that points to none


@dataclass(frozen=True, slots=True)
class Batch:
    """Runs of elements, each a row from `start` on, `size` elements long; in the order of the stream."""

    start: Counts
    size: Counts

    @property
    def length(self) -> int:
        """Elements of the longest row."""
        return int(self.size.max())

    @property
    def mask(self) -> Flags:
        """(rows, length): whether there is an element."""
        found: Flags = np.arange(self.length) < self.size[:, None]
        return found

    @property
    def elements(self) -> Counts:
        """(rows, length): the elements; what stands in for those that are not there is outside of the mask."""
        found: Counts = np.where(self.mask, self.start[:, None] + np.arange(self.length), 0)
        return found


@dataclass(frozen=True, slots=True)
class Asked:
    """Queries of a batch: their rows and columns, and shares (queries, length + 1) of their targets, last of none."""

    row: Counts
    column: Counts
    weight: Floats
    shares: Floats


@dataclass(frozen=True, slots=True)
class Targets:
    """Queries of one role, in the order of the stream.

    element, weight: of each query; offsets: (queries + 1), where its targets begin in target and share.
    """

    element: Counts
    weight: Floats
    offsets: Counts
    target: Counts
    share: Floats

    def __len__(self) -> int:
        return len(self.element)

    @classmethod
    def of(cls, queries: Iterable[tuple[int, float, Counts, Floats]]) -> "Targets":
        """Lay out queries: element, weight, targets and the share of each."""
        ordered = sorted(queries, key=lambda query: query[0])
        sizes = [len(targets) for _, _, targets, _ in ordered]
        return cls(
            np.array([element for element, _, _, _ in ordered], np.int64),
            np.array([weight for _, weight, _, _ in ordered], np.float32),
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            np.concatenate([np.zeros(0, np.int64), *(targets for _, _, targets, _ in ordered)]),
            np.concatenate([np.zeros(0, np.float32), *(shares for _, _, _, shares in ordered)]),
        )

    def weighted(self, factor: Floats) -> "Targets":
        """Return the same with each query's weight times a factor."""
        weight = (self.weight * factor).astype(np.float32)
        return Targets(self.element, weight, self.offsets, self.target, self.share)

    def asked(self, batch: Batch) -> Asked:
        """Return the queries of a batch that have a target in their row, or none at all."""
        first = np.searchsorted(self.element, batch.start)
        counts = np.searchsorted(self.element, batch.start + batch.size) - first
        query, row = _ranges(first, counts), np.repeat(np.arange(len(first)), counts)
        sizes = self.offsets[query + 1] - self.offsets[query]
        entry, number = _ranges(self.offsets[query], sizes), np.repeat(np.arange(len(query)), sizes)
        target = self.target[entry]
        place = np.where(target == NOBODY, batch.length, target - batch.start[row[number]])
        inside = (target == NOBODY) | ((place >= 0) & (place < batch.size[row[number]]))
        shares = np.zeros((len(query), batch.length + 1), np.float32)
        shares[number[inside], place[inside]] = self.share[entry[inside]]
        known = shares.any(axis=1)
        return Asked(row[known], (self.element[query] - batch.start[row])[known], self.weight[query][known],
                     shares[known])  # fmt: skip


def grouped(sizes: Counts, limit: int, random: np.random.Generator | None = None, jitter: float = 0) -> list[Counts]:
    """Return numbers of things of about the same size together, up to a limit with their padding.

    random: None is in order; else the groups come in any order, and sizes are blurred by up to `jitter`.
    """
    blur = np.zeros(len(sizes)) if random is None else random.random(len(sizes)) * jitter
    found: list[list[int]] = []
    longest = 0
    for number in np.argsort(sizes + blur, kind="stable").tolist():
        longest = max(longest, int(sizes[number]))
        if not found or longest * (len(found[-1]) + 1) > limit:
            found.append([])
            longest = int(sizes[number])
        found[-1].append(number)
    order = range(len(found)) if random is None else random.permutation(len(found))
    return [np.sort(np.array(found[n], np.int64)) for n in order]


def _ranges(first: Counts, counts: Counts) -> Counts:
    """Return first, first + 1, … as many as counted, one behind the other."""
    before = np.cumsum(counts) - counts
    found: Counts = np.arange(int(counts.sum())) + np.repeat(first - before, counts)
    return found
