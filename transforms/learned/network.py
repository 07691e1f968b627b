"""The network over the lines of a document: dilated convolutions, so that a line sees some sixty on either side.

A matrix product adds up in another order for every size and place of its columns, so that a line's result would hang
on which documents stand beside it. Therefore all factors are whole numbers small enough that their sums are exact in
single precision: weights of 8 bits, values in steps of 1/64. Order then does not matter, nor does the processor.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transforms.learned.pages import Floats, Pages

CLIP = 6  # standard deviations
EPSILON = 1e-5
LARGEST_WEIGHT = 127
STEPS = 64  # of 1
# The largest sums, 96 * 127 * 8 * 64 in a block and 64 * 127 * 24 * 64 at the end, are below 2 ** 24.
NORMAL_CLIP, HIDDEN_CLIP = 8, 24
_NORM = ("gain", "shift")


@dataclass(frozen=True, slots=True)
class Product:
    """weights · values + bias: weights are whole numbers, (outputs, inputs); scale, bias: (outputs, 1)."""

    weights: Floats
    scale: Floats
    bias: Floats

    @classmethod
    def load(cls, stored: Mapping[str, NDArray[np.generic]], name: str) -> "Product":
        """Build it from arrays as `quantised` makes them."""
        weights = np.ascontiguousarray(stored[f"{name}_weights"], np.float32)
        return cls(weights, *(np.asarray(stored[f"{name}_{part}"], np.float32)[:, None] for part in ("scale", "bias")))

    def __call__(self, steps: Floats) -> Floats:
        """Return (outputs, lines) of whole steps, (inputs, lines)."""
        found = self.weights[:, : len(steps)] @ steps
        found *= self.scale / np.float32(STEPS)
        found += self.bias
        return found

    def middle(self, steps: Floats) -> Floats:
        """Return the product with the middle third of the weights only: lines without neighbours."""
        third = self.weights.shape[1] // 3
        return Product(self.weights[:, third : 2 * third], self.scale, self.bias)(steps)


def quantised(name: str, weights: Floats, bias: Floats) -> dict[str, NDArray[np.generic]]:
    """Return the arrays of a product with its weights as bytes, each row on a scale of its own."""
    scale = np.maximum(np.abs(weights).max(axis=1), 1e-9) / LARGEST_WEIGHT
    return {
        f"{name}_weights": np.rint(weights / scale[:, None]).astype(np.int8),
        f"{name}_scale": scale.astype(np.float32),
        f"{name}_bias": bias.astype(np.float32),
    }


@dataclass(frozen=True, slots=True)
class Block:
    """One residual block: h + relu(product of [n left, n, n right]) with n the layer-normalised h.

    The neighbours stand `dilation` lines away; gain, shift: (width, 1).
    """

    dilation: int
    product: Product
    gain: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Layers:
    """Blocks one behind the other, and a product that sees what enters the first and what leaves the last.

    clip: of what the product sees; with more inputs it has to be smaller, for the sums to stay exact.
    """

    blocks: tuple[Block, ...]
    out: Product
    clip: int = HIDDEN_CLIP

    @classmethod
    def load(cls, stored: Mapping[str, NDArray[np.generic]], clip: int = HIDDEN_CLIP) -> "Layers":
        """Build them from the arrays of a model's file."""
        blocks = tuple(
            Block(
                int(dilation),
                Product.load(stored, f"block{i}"),
                *(column(stored, f"block{i}_{part}") for part in _NORM),
            )
            for i, dilation in enumerate(np.asarray(stored["dilations"]))
        )
        return cls(blocks, Product.load(stored, "out"), clip)

    def __call__(self, first: Floats, pages: Pages) -> Floats:
        """Return (outputs, lines) of (width, lines), none of them negative: the same whatever pages stand beside."""
        width, line_count = first.shape
        hidden = first.copy()
        around = np.empty((3 * width, line_count), np.float32)
        normal = around[width : 2 * width]
        above, below = pages.index - pages.first, pages.end - 1 - pages.index
        longest = int(pages.sizes.max())
        for block in self.blocks:
            _normalise(hidden, block, out=normal)
            distance = block.dilation
            if distance < longest:
                around[:width, :distance] = 0
                inside = (above[distance:] >= distance).astype(np.float32)
                np.multiply(normal[:, :-distance], inside, out=around[:width, distance:])
                around[2 * width :, -distance:] = 0
                inside = (below[:-distance] >= distance).astype(np.float32)
                np.multiply(normal[:, distance:], inside, out=around[2 * width :, :-distance])
                change = block.product(around)
            else:
                change = block.product.middle(normal)
            np.maximum(change, 0, out=change)
            hidden += change
        return self.out(np.concatenate([in_steps(first, self.clip), in_steps(hidden, self.clip)]))


@dataclass(frozen=True, slots=True)
class Network:
    """Standardised columns through a product into the layers.

    mean, inverse_deviation: (columns, 1), to standardise by.
    """

    mean: Floats
    inverse_deviation: Floats
    entry: Product
    layers: Layers

    @classmethod
    def load(cls, stored: Mapping[str, NDArray[np.generic]]) -> "Network":
        """Build it from the arrays of a model's file."""
        mean, inverse_deviation = column(stored, "mean"), column(stored, "inverse_deviation")
        return cls(mean, inverse_deviation, Product.load(stored, "in"), Layers.load(stored))

    def __call__(self, columns: Floats, pages: Pages) -> Floats:
        """Return (outputs, lines) logits of (columns, lines), the same whatever documents stand beside one another.

        The last columns may be missing: they are as good as zero.
        """
        standard = columns - self.mean[: len(columns)]
        standard *= self.inverse_deviation[: len(columns)]
        first = self.entry(in_steps(standard, CLIP))
        np.maximum(first, 0, out=first)
        return self.layers(first, pages)


def column(stored: Mapping[str, NDArray[np.generic]], name: str) -> Floats:
    """Return one array of a model's file as a column."""
    return np.asarray(stored[name], np.float32)[:, None]


def in_steps(values: Floats, clip: int) -> Floats:
    """Clip values in place and round them to whole steps."""
    values *= STEPS
    np.clip(values, -clip * STEPS, clip * STEPS, out=values)
    return np.rint(values, out=values)


def _normalise(hidden: Floats, block: Block, out: Floats) -> None:
    """Layer normalisation over the width of each line, in steps; sums over rows have a fixed order."""
    np.subtract(hidden, hidden.sum(axis=0) / np.float32(len(hidden)), out=out)
    deviation = (out * out).sum(axis=0) / np.float32(len(hidden))
    deviation += np.float32(EPSILON)
    np.sqrt(deviation, out=deviation)
    out /= deviation
    out *= block.gain * STEPS
    out += block.shift * STEPS
    np.clip(out, -NORMAL_CLIP * STEPS, NORMAL_CLIP * STEPS, out=out)
    np.rint(out, out=out)
