"""The model as one: columns, words and network, from lines to the probability that each is the article's."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO

import numpy as np
import polars as pl
from numpy.typing import NDArray

from transforms.learned.address import address_columns
from transforms.learned.characters import read_characters
from transforms.learned.evidence import repeat_columns, rule_columns
from transforms.learned.markup import MARKUP_NAMES, markup_columns
from transforms.learned.network import Network
from transforms.learned.pages import Counts, Floats, Pages
from transforms.learned.shape import reads_as_prose, shape_columns, word_amounts
from transforms.learned.words import Lexicon, Terms, terms

WEIGHTS = "weights.npz"
# Whole documents at a time that stay in the processor's cache.
CHUNK_LINES, CHUNK_BYTES = 12_000, 800_000
ARTICLE = 0  # of the network's outputs; the headline and the last line are learned beside it and not asked for


@dataclass(frozen=True, slots=True)
class Observed:
    """Some documents as the network sees them: named columns (columns, lines), terms, and words of each line.

    markup: the columns of MARKUP_NAMES, or None where no document has any.
    """

    names: tuple[str, ...]
    columns: Floats
    markup: Floats | None
    terms: Terms
    words: Floats
    pages: Pages


def observe(lines: pl.DataFrame, pages: Pages, urls: Sequence[str | None]) -> Observed:
    """Look at the lines of whole documents, in order: `text`, and what `rule_columns` and `repeat_columns` read."""
    characters = read_characters(lines["text"])
    words = word_amounts(characters)
    is_prose = reads_as_prose(characters, words)
    named = [
        *shape_columns(characters, pages),
        *address_columns(characters, pages, words, is_prose, urls),
        *repeat_columns(lines, pages, words, is_prose),
        *rule_columns(lines),
    ]
    columns = np.empty((len(named), pages.line_count), np.float32)
    for i, (_, values) in enumerate(named):
        columns[i] = values
    markup = markup_columns(lines) if lines["path"].is_not_null().any() else None
    return Observed(tuple(name for name, _ in named), columns, markup, terms(characters), words, pages)


def observe_all(lines: pl.DataFrame, urls: Sequence[str | None]) -> Iterator[Observed]:
    """Look at the lines of a batch, `doc` in order and without gaps in `urls`, in chunks of whole documents."""
    sizes = lines["doc"].rle().struct.field("len").to_numpy().astype(np.int64)
    ends = np.cumsum(sizes)
    byte_ends = np.cumsum(np.add.reduceat(lines["text"].str.len_bytes().to_numpy().astype(np.int64), ends - sizes))
    first = 0
    while first < len(sizes):
        past = _chunk_end(ends, byte_ends, first)
        start, end = int(ends[first] - sizes[first]), int(ends[past - 1])
        yield observe(lines[start:end], Pages.of(sizes[first:past]), urls[first:past])
        first = past


def _chunk_end(ends: Counts, byte_ends: Counts, first: int) -> int:
    """The document behind the last one of the chunk that begins with `first`."""
    lines_before = ends[first - 1] if first else 0
    bytes_before = byte_ends[first - 1] if first else 0
    by_lines = int(np.searchsorted(ends, lines_before + CHUNK_LINES, "right"))
    by_bytes = int(np.searchsorted(byte_ends, bytes_before + CHUNK_BYTES, "right"))
    return max(first + 1, min(by_lines, by_bytes))


@dataclass(frozen=True, slots=True)
class Model:
    """Everything learned. names: the columns it was trained on, in order; lexicon and markup follow them."""

    names: tuple[str, ...]
    lexicon: Lexicon
    networks: tuple[Network, ...]
    temperature: float
    calibration: Floats

    @classmethod
    def load(cls, stored: bytes) -> "Model":
        """Build it from a file's bytes."""
        arrays: dict[str, NDArray[np.generic]] = dict(np.load(BytesIO(stored)))
        return cls(
            names=tuple(str(name) for name in arrays["names"]),
            lexicon=Lexicon(
                np.asarray(arrays["lexicon_weights"], np.int8),
                np.asarray(arrays["lexicon_scale"], np.float32),
                np.asarray(arrays["lexicon_bias"], np.float32),
            ),
            networks=_networks(arrays),
            temperature=float(arrays["temperature"]),
            calibration=np.asarray(arrays["calibration"], np.float32),
        )

    def logits(self, seen: Observed) -> Floats:
        """Return (outputs, lines)."""
        shown = (*seen.names, *MARKUP_NAMES)
        if shown != self.names:
            raise ValueError(
                "the model was trained on other columns than it is shown; train it again: make train. "
                f"Only there: {sorted(set(self.names) - set(shown))}, only here: "
                f"{sorted(set(shown) - set(self.names))}"
            )
        markup = () if seen.markup is None else (seen.markup,)
        return self.averaged(np.concatenate([seen.columns, self.lexicon(seen.terms), *markup]), seen.pages)

    def averaged(self, columns: Floats, pages: Pages) -> Floats:
        """Return the mean of what the networks give."""
        total = sum(network(columns, pages) for network in self.networks)
        return np.asarray(total / np.float32(len(self.networks)), np.float32)

    def sharpness(self, logit: Floats) -> Floats:
        """Return the probabilities that lines are chosen by: those of whole pages, news above all."""
        return _sigmoid(logit / self.temperature)

    def probability(self, logit: Floats, words: Floats, pages: Pages) -> Floats:
        """Return calibrated probabilities, of lines taken as they come: of those at 0.9 about 90 % are right."""
        told = calibration_columns(logit, self.sharpness(logit), words, pages)
        weighted = self.calibration[:-1, None] * told
        return _sigmoid(weighted.sum(axis=0) + self.calibration[-1])


def _networks(arrays: Mapping[str, NDArray[np.generic]]) -> tuple[Network, ...]:
    """The networks of a file: their arrays are named `network<number>_<array>`."""
    found: dict[str, dict[str, NDArray[np.generic]]] = {}
    for name, values in arrays.items():
        network, _, array = name.partition("_")
        if network.startswith("network"):
            found.setdefault(network, {})[array] = values
    return tuple(Network.load(found[name]) for name in sorted(found))


def calibration_columns(logit: Floats, sharpness: Floats, words: Floats, pages: Pages) -> Floats:
    """What a probability is told by: the logit, its part below zero, and how much of the document is the article.

    A line with the same logit is right more often in an extractor's residue than on a whole page.
    """
    totals = [np.add.reduceat(amount, pages.starts) for amount in (sharpness * words, words)]
    share = (totals[0] / np.maximum(totals[1], 1))[pages.number]
    return np.stack([logit, np.minimum(logit, 0), share, share * np.maximum(logit, 0)]).astype(np.float32)


def _sigmoid(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-logit)), np.float32)


@cache
def stored_model() -> Model:
    """Return the model that the package ships."""
    return Model.load(stored_weights())


def stored_weights() -> bytes:
    """Return the file of the model that the package ships."""
    return files("transforms.learned").joinpath(WEIGHTS).read_bytes()
