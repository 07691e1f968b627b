import numpy as np
import pytest

from transforms.learned.network import (
    CLIP,
    EPSILON,
    HIDDEN_CLIP,
    NORMAL_CLIP,
    STEPS,
    Block,
    Layers,
    Network,
    Product,
    quantised,
)
from transforms.learned.pages import Floats, Pages

COLUMNS, WIDTH, DILATIONS = 5, 8, (1, 2, 8)


@pytest.fixture
def network() -> Network:
    random = np.random.default_rng(3)

    def some(*shape: int) -> Floats:
        return random.normal(size=shape).astype(np.float32)

    def product(outputs: int, inputs: int) -> Product:
        return Product.load(quantised("it", some(outputs, inputs), some(outputs)), "it")

    blocks = tuple(Block(d, product(WIDTH, 3 * WIDTH), some(WIDTH, 1), some(WIDTH, 1)) for d in DILATIONS)
    layers = Layers(blocks, product(2, 2 * WIDTH))
    return Network(some(COLUMNS, 1), abs(some(COLUMNS, 1)), product(WIDTH, COLUMNS), layers)


def in_steps(values: Floats, clip: int) -> Floats:
    return np.asarray(np.rint(np.clip(values, -clip, clip) * STEPS), np.float32)


def times(product: Product, steps: Floats) -> Floats:
    return np.asarray(product.weights @ steps / STEPS * product.scale + product.bias, np.float32)


def line_by_line(network: Network, columns: Floats) -> Floats:
    """The same for one document, as it is defined."""
    first = np.maximum(times(network.entry, in_steps((columns - network.mean) * network.inverse_deviation, CLIP)), 0)
    hidden = first.copy()
    for block in network.layers.blocks:
        normal = (hidden - hidden.mean(0)) / np.sqrt(hidden.var(0) + EPSILON) * block.gain + block.shift
        steps = in_steps(normal, NORMAL_CLIP)
        changed = hidden.copy()
        for line in range(hidden.shape[1]):
            around = [
                steps[:, at] if 0 <= at < hidden.shape[1] else np.zeros(WIDTH)
                for at in (line - block.dilation, line, line + block.dilation)
            ]
            changed[:, line] += np.maximum(
                times(block.product, np.concatenate(around).astype(np.float32)[:, None])[:, 0], 0
            )
        hidden = changed
    return times(network.layers.out, np.concatenate([in_steps(first, HIDDEN_CLIP), in_steps(hidden, HIDDEN_CLIP)]))


@pytest.mark.parametrize("sizes", [[1], [12], [3, 1, 9, 2], [20, 40]])
def test_every_line_sees_its_document_as_defined(network: Network, sizes: list[int]) -> None:
    columns = np.random.default_rng(5).normal(size=(COLUMNS, sum(sizes))).astype(np.float32) * 3
    ends = np.cumsum(sizes)
    alone = [line_by_line(network, columns[:, end - size : end]) for size, end in zip(sizes, ends, strict=True)]
    # A value on the edge between two steps may fall to either side.
    difference = np.abs(network(columns, Pages.of(np.array(sizes))) - np.concatenate(alone, axis=1))
    assert np.median(difference) < 1e-4
    assert difference.max() < 0.3


def test_what_stands_beside_a_document_does_not_change_a_bit_of_it(network: Network) -> None:
    random = np.random.default_rng(7)
    sizes = random.integers(1, 90, 40)
    columns = random.normal(size=(COLUMNS, sizes.sum())).astype(np.float32)
    together = network(columns, Pages.of(sizes))
    for size, end in zip(sizes, np.cumsum(sizes), strict=True):
        alone = network(np.ascontiguousarray(columns[:, end - size : end]), Pages.of(np.array([size])))
        assert alone.tobytes() == np.ascontiguousarray(together[:, end - size : end]).tobytes()


def test_sums_of_whole_steps_are_exact_in_single_precision() -> None:
    for inputs, clip in ((3 * 32, NORMAL_CLIP), (2 * 32, HIDDEN_CLIP)):
        assert inputs * 127 * clip * STEPS < 2**24
