"""The arrays of the reader's file, from its network."""

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from flows.training.attribution.layers import DILATIONS, WIDTH, Layers
from flows.training.attribution.vocabulary import Vocabulary
from transforms.learned.network import LARGEST_WEIGHT, STEPS, quantised
from transforms.learned.pages import Floats
from transforms.statements.reader import KEY_CLIP

_LEAST = 1e-9  # so that rows of zeros have a scale

Arrays = dict[str, NDArray[np.generic]]


def export(layers: Layers, known: Vocabulary) -> Arrays:
    """Return the arrays that `Reader.load` reads but for what calibration finds; weights are bytes."""
    out: Arrays = {
        "words_known": known.words,
        "heads_known": known.heads,
        "tails_known": known.tails,
        "dilations": np.array(DILATIONS),
        "none_keys": np.rint(np.clip(_array(layers.pointing.none_keys), -KEY_CLIP, KEY_CLIP) * STEPS),
        "distance": _array(layers.pointing.distance),
    }
    for name in ("words", "heads", "tails", "forms", "quotations"):
        out |= _rows(name, _array(getattr(layers, name).weight))
    out |= quantised("entry", _array(layers.entry.weight), _array(layers.entry.bias))
    out |= quantised("out", _array(layers.pointing.out.weight), _array(layers.pointing.out.bias))
    for i, (convolution, norm) in enumerate(zip(layers.convolutions, layers.norms, strict=True)):
        weights = _array(convolution.weight).transpose(0, 2, 1).reshape(WIDTH, -1)
        out |= quantised(f"block{i}", weights, _array(convolution.bias))
        out |= {f"block{i}_gain": _array(norm.weight), f"block{i}_shift": _array(norm.bias)}
    return out


def _array(tensor: Tensor) -> Floats:
    return np.asarray(tensor.detach().numpy(), np.float32)


def _rows(name: str, rows: Floats) -> Arrays:
    """Return a table's rows as bytes, each on a scale of its own."""
    scale = np.maximum(np.abs(rows).max(axis=1), _LEAST) / LARGEST_WEIGHT
    return {f"{name}_rows": np.rint(rows / scale[:, None]).astype(np.int8), f"{name}_scale": scale.astype(np.float32)}
