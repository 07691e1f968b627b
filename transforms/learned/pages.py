"""How the lines of a batch fall into documents, and sums and distances within them."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Floats = NDArray[np.float32]
Flags = NDArray[np.bool_]

FAR = 999  # lines: the distance to what a document does not have


@dataclass(frozen=True, slots=True)
class Pages:
    """Documents of `sizes` lines each, none of them without lines.

    number: of each line's document; index: of each line; first, end: of each line's document, as line indexes.
    starts: the first line of each document.
    """

    sizes: Counts
    starts: Counts
    number: Counts
    index: Counts
    first: Counts
    end: Counts

    @classmethod
    def of(cls, sizes: Counts) -> "Pages":
        """Lay out documents of these sizes one behind the other."""
        ends = np.cumsum(sizes)
        starts = ends - sizes
        return cls(
            sizes=sizes,
            starts=starts,
            number=np.repeat(np.arange(len(sizes)), sizes),
            index=np.arange(int(ends[-1]) if len(ends) else 0),
            first=np.repeat(starts, sizes),
            end=np.repeat(ends, sizes),
        )

    @property
    def line_count(self) -> int:
        """Lines of all documents."""
        return len(self.index)

    def since(self, flag: Flags) -> Floats:
        """Lines since the last flagged one of the document, 0 on the line itself, FAR where there is none."""
        last = np.maximum.accumulate(np.where(flag, self.index, -1))
        return np.where(last >= self.first, self.index - last, FAR).astype(np.float32)

    def until(self, flag: Flags) -> Floats:
        """Lines until the next flagged one of the document, likewise."""
        following = np.minimum.accumulate(np.where(flag, self.index, FAR * len(flag))[::-1])[::-1]
        return np.where(following < self.end, following - self.index, FAR).astype(np.float32)

    def above_below(self, amount: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Sums of an amount over the lines of the document above and below each line."""
        total = running(amount)
        return total[:-1] - total[self.first], total[self.end] - total[1:]

    def last_best(self, score: NDArray[np.float64] | Floats) -> Counts:
        """The last line of each document that has its highest score."""
        best = np.maximum.reduceat(score, self.starts)
        return np.maximum.reduceat(np.where(score >= best[self.number], self.index, -1), self.starts)


def running(amount: NDArray[np.float64]) -> NDArray[np.float64]:
    """Running sum with a leading zero, so that a stretch's sum is one difference."""
    total = np.zeros(len(amount) + 1, np.float64)
    np.cumsum(amount, out=total[1:])
    return total


def running_count(flag: Flags) -> Counts:
    """Running number of those flagged, with a leading zero."""
    total = np.zeros(len(flag) + 1, np.int64)
    np.cumsum(flag, out=total[1:])
    return total


def signed_log(distance: NDArray[np.int64]) -> Floats:
    """Logarithm of a distance that keeps its sign."""
    reach = distance.astype(np.float32)
    return (np.sign(reach) * np.log1p(np.abs(reach))).astype(np.float32)
