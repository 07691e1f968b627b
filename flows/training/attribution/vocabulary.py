"""The words, heads and tails that the reader knows, and the vectors that its words begin with."""

from dataclasses import dataclass

import numpy as np

from flows.training.attribution.pretrained import Pretrained
from transforms.learned.pages import Counts, Flags, Floats
from transforms.statements.reader import Table
from transforms.statements.stream import Stream
from transforms.tokens import Hashes, hash_words

WORD_SIZE = 32  # numbers of a word's vector
# How often something must occur outside of quotations to be known by itself; words of the pretrained model always are.
WORD_COUNT, TAIL_COUNT, HEAD_COUNT = 4, 8, 15
_AXES_FROM = 12_000  # of the pretrained words, which are in the order of their frequency
_UNKNOWN_DEVIATION = 0.3  # of the vectors of words that are not pretrained
WORD, HEAD, TAIL, FORM, QUOTATION = range(5)
INPUTS = 5


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Sorted hashes. vectors: (words + 1, WORD_SIZE), what words begin with, first those that are not known."""

    words: Hashes
    heads: Hashes
    tails: Hashes
    vectors: Floats

    def inputs(self, stream: Stream) -> Counts:
        """Return (INPUTS, elements): rows of the tables of words, heads, tails and forms; a quotation's kind + 1."""
        found = [_places(known, seen) for known, seen in self._pairs(stream)]
        return np.stack([*found, stream.form, stream.quote_kind + 1])

    def _pairs(self, stream: Stream) -> list[tuple[Hashes, Hashes]]:
        return [(self.words, stream.word), (self.heads, stream.head), (self.tails, stream.tail)]


def vocabulary(stream: Stream, is_learned: Flags, pretrained: Pretrained, seed: int) -> Vocabulary:
    """Return what is known after seeing some elements of a stream."""
    seen = is_learned & (stream.quote < 0)
    whole = [n for n, piece in enumerate(pretrained.pieces) if piece.isascii() and piece.isalpha() and len(piece) > 1]
    hashes = hash_words([pretrained.pieces[n] for n in whole])
    words = np.union1d(hashes, _frequent(stream.word[seen], WORD_COUNT))
    random = np.random.default_rng(seed)
    vectors = random.normal(0, _UNKNOWN_DEVIATION, (len(words) + 1, WORD_SIZE)).astype(np.float32)
    vectors[_places(words, hashes)] = _reduced(pretrained.vectors)[whole]
    return Vocabulary(
        words, _frequent(stream.head[seen], HEAD_COUNT), _frequent(stream.tail[seen], TAIL_COUNT), vectors
    )


def _frequent(hashes: Hashes, least: int) -> Hashes:
    found, counts = np.unique(hashes, return_counts=True)
    return found[counts >= least]


def _places(known: Hashes, hashes: Hashes) -> Counts:
    return Table(known, np.zeros((0, 0), np.float32)).places(hashes)


def _reduced(vectors: Floats) -> Floats:
    """Return vectors of unit length along the axes on which frequent words differ most, with a deviation of 1."""
    centred = vectors - vectors.mean(axis=0)
    centred /= np.linalg.norm(centred, axis=1, keepdims=True) + 1e-9
    _, _, axes = np.linalg.svd(centred[:_AXES_FROM], full_matrices=False)
    reduced = centred @ axes[:WORD_SIZE].T
    reduced /= reduced.std()
    return np.asarray(reduced, np.float32)
