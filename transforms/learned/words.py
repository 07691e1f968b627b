"""The words of a line as evidence: linear scores over hashed words and pairs of words.

Only the first and the last words of a line count: what it begins and ends with tells most, and long paragraphs cost
no more than short ones.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.learned.characters import Characters
from transforms.learned.pages import Counts, Floats

FIRST_WORDS, LAST_WORDS = 14, 6
BUCKETS = 1 << 20  # the first of them is empty
SCORE_CAP = 8
_BEGINNING = np.uint32(12345)  # what stands before a line's first word
_PAIR_1, _PAIR_2, _PAIR_3 = np.uint32(2654435761), np.uint32(40503), np.uint32(977)


@dataclass(frozen=True, slots=True)
class Terms:
    """Buckets of each line's words and of its pairs of neighbouring words; offsets (lines + 1) into both."""

    offsets: Counts
    words: Counts
    pairs: Counts


def terms(characters: Characters) -> Terms:
    """Return the terms of all lines."""
    counts, offsets, hashes = characters.word_counts, characters.word_offsets, characters.word_hashes
    if not len(hashes):
        nothing = np.zeros(0, np.int64)
        return Terms(np.zeros(len(counts) + 1, np.int64), nothing, nothing)
    chosen = np.arange(len(hashes))
    long = np.flatnonzero(counts > FIRST_WORDS + LAST_WORDS)
    if len(long):
        skipped = np.zeros(len(hashes) + 1, np.int8)
        skipped[offsets[long] + FIRST_WORDS] = 1
        skipped[offsets[long + 1] - LAST_WORDS] -= 1
        chosen = np.flatnonzero(np.cumsum(skipped[:-1], dtype=np.int8) == 0)
        offsets = np.concatenate([[0], np.cumsum(np.minimum(counts, FIRST_WORDS + LAST_WORDS))])
    before = np.empty(len(hashes), np.uint32)
    before[1:] = hashes[:-1]
    before[characters.word_offsets[:-1][counts > 0]] = _BEGINNING
    own = hashes[chosen]
    pair = (own * _PAIR_1) ^ (before[chosen] * _PAIR_2 + _PAIR_3)
    pair ^= pair >> np.uint32(15)
    return Terms(offsets, _bucket(own), _bucket(pair))


def _bucket(hashes: NDArray[np.uint32]) -> Counts:
    return (hashes % np.uint32(BUCKETS - 1)).astype(np.int64) + 1


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Weights of terms, (scores, BUCKETS) int8, with one scale and one bias for each score."""

    weights: NDArray[np.int8]
    scale: Floats
    bias: Floats

    def __call__(self, found: Terms) -> Floats:
        """Return (scores, lines): the sum of the terms' weights over the root of their number, capped."""
        numbers = 2 * np.diff(found.offsets)
        root = (1 / np.sqrt(np.maximum(numbers, 1))).astype(np.float32)
        scores = np.empty((len(self.weights), len(numbers)), np.float32)
        for i, weights in enumerate(self.weights):
            total = np.zeros(len(found.words) + 1, np.int32)
            np.cumsum(weights[found.words].astype(np.int16) + weights[found.pairs], dtype=np.int32, out=total[1:])
            scores[i] = (total[found.offsets[1:]] - total[found.offsets[:-1]]) * (self.scale[i] * root) + self.bias[i]
        return np.clip(scores, -SCORE_CAP, SCORE_CAP, out=scores)
