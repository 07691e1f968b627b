"""The learned reader: from a stream's elements to what each of them is, and what each points to.

It is trained by `make train`; `card.md` says on what and how well. Words it has never seen it reads by their first and
last letters and their form.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
from numpy.typing import NDArray

from transforms.learned.network import STEPS, Layers, Product, column
from transforms.learned.pages import Counts, Floats, Pages
from transforms.statements.stream import Stream
from transforms.tokens import Hashes

WEIGHTS = "weights.npz"
# Outputs that each element has for itself: it is a cue, a cue's part, a speaker's part, a speaker's beginning.
CUE, IN_CUE, IN_SPEAKER, OPENS_SPEAKER = range(4)
MARKS = 4
# What cues point to: a speaker, the content's first and last element; and quotations: a speaker.
SPEAKER, FIRST, LAST, QUOTED = range(4)
ROLES = 4
KEY = 24  # numbers of a query and of a key
KEY_CLIP = 8
REACH = 64  # elements: distances beyond are alike
OUT_CLIP = 12  # keeps the sums of 2 * 80 inputs exact
# Elements read at a time: what their layers need stays in the processor's cache.
CHUNK_ELEMENTS = 4_000


@dataclass(frozen=True, slots=True)
class Read:
    """What the reader makes of a stream's elements, in order.

    marks: (MARKS, elements) logits. queries, keys: (elements, ROLES, KEY) in whole steps. key_bias, none_bias:
    (elements, ROLES), what speaks for an element as a target, and for an element's having no target.
    """

    marks: Floats
    queries: Floats
    keys: Floats
    key_bias: Floats
    none_bias: Floats


@dataclass(frozen=True, slots=True)
class Table:
    """What each of some known hashes adds to an element's entry; the first row is for all others.

    known: sorted hashes. rows: (known + 1, width).
    """

    known: Hashes
    rows: Floats

    def places(self, hashes: Hashes) -> Counts:
        """Return the row of each hash."""
        at = np.minimum(np.searchsorted(self.known, hashes), len(self.known) - 1)
        return np.where(self.known[at] == hashes, at + 1, 0)


@dataclass(frozen=True, slots=True)
class Reader:
    """Tables of words, heads, tails, forms and quotations into layers of convolutions over each paragraph.

    none_keys: (ROLES, KEY), the key of having no target, in whole steps. distance: (ROLES, 2 * REACH + 1), what the
    distance from an element speaks for its being the target. calibration: weights of the logit of a cue, the logarithms
    of its speaker's and its content's probability, its being one of saying, and 1, for the logit of all being right.
    shown: confidence from which told statements are shown, those of verbs that report and others.
    """

    words: Table
    heads: Table
    tails: Table
    forms: Floats
    quotations: Floats
    layers: Layers
    none_keys: Floats
    distance: Floats
    calibration: Floats
    shown: Floats

    @classmethod
    def load(cls, stored: Mapping[str, NDArray[np.generic]]) -> "Reader":
        """Build it from the arrays of a model's file."""

        def rows(name: str) -> Floats:
            return np.asarray(stored[f"{name}_rows"], np.float32) * column(stored, f"{name}_scale")

        def table(name: str, found: Floats) -> Table:
            return Table(np.asarray(stored[f"{name}_known"], np.uint64), found)

        # Words are stored as fewer numbers than a row has; both factors are bytes, so that the sums are exact.
        entry = Product.load(stored, "entry")
        words = (entry.weights @ np.asarray(stored["words_rows"], np.float32).T).T
        words *= entry.scale.T * column(stored, "words_scale")
        return cls(
            words=table("words", words + entry.bias.T),
            heads=table("heads", rows("heads")),
            tails=table("tails", rows("tails")),
            forms=rows("forms"),
            quotations=rows("quotations"),
            layers=Layers.load(stored, OUT_CLIP),
            none_keys=np.asarray(stored["none_keys"], np.float32),
            distance=np.asarray(stored["distance"], np.float32),
            calibration=np.asarray(stored["calibration"], np.float32),
            shown=np.asarray(stored["shown"], np.float32),
        )

    def __call__(self, stream: Stream) -> Read:
        """Read all paragraphs of a stream; each by itself, so that no text changes what is read in another."""
        outputs = np.empty((MARKS + 2 * ROLES * KEY + 2 * ROLES, len(stream)), np.float32)
        entries = self._entries(stream)
        for start, end, pages in _chunks(stream.paragraph):
            first = np.ascontiguousarray(entries[start:end].T)
            outputs[:, start:end] = self.layers(np.maximum(first, 0, out=first), pages)
        ends = np.cumsum([MARKS, ROLES * KEY, ROLES * KEY, ROLES])
        marks, queries, keys, key_bias, none_bias = np.split(outputs, ends)
        return Read(
            marks=marks,
            queries=_in_steps(queries).reshape(-1, ROLES, KEY),
            keys=_in_steps(keys).reshape(-1, ROLES, KEY),
            key_bias=np.ascontiguousarray(key_bias.T),
            none_bias=np.ascontiguousarray(none_bias.T),
        )

    def _entries(self, stream: Stream) -> Floats:
        """Return (elements, width): the sum of what the tables say."""
        entries = self.words.rows[self.words.places(stream.word)]
        entries += self.heads.rows[self.heads.places(stream.head)]
        entries += self.tails.rows[self.tails.places(stream.tail)]
        entries += self.forms[stream.form]
        is_quotation = stream.quote >= 0
        entries[is_quotation] = self.quotations[stream.quote_kind[is_quotation]]
        return entries


def _in_steps(values: Floats) -> Floats:
    """Return (elements, values) in whole steps, so that the sums of their products are exact."""
    steps = np.rint(np.clip(values.T, -KEY_CLIP, KEY_CLIP) * STEPS)
    return np.ascontiguousarray(steps)


def _chunks(paragraph: Counts) -> Iterator[tuple[int, int, Pages]]:
    """Yield the first element, the end, and the paragraphs of chunks of whole paragraphs."""
    if not len(paragraph):
        return
    ends = np.append(np.flatnonzero(np.diff(paragraph)) + 1, len(paragraph))
    start = first = 0
    while first < len(ends):
        past = max(first + 1, int(np.searchsorted(ends, start + CHUNK_ELEMENTS, "right")))
        sizes = np.diff(ends[first:past], prepend=start)
        yield start, int(ends[past - 1]), Pages.of(sizes)
        start, first = int(ends[past - 1]), past


@cache
def stored_reader() -> Reader:
    """Return the reader that is shipped."""
    return Reader.load(dict(np.load(BytesIO(files(__package__).joinpath(WEIGHTS).read_bytes()))))
