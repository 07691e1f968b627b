"""Lines of a few documents as the model's steps take them."""

import numpy as np
import polars as pl

from transforms.learned.characters import Characters, read_characters
from transforms.learned.pages import Pages


def laid_out(*documents: list[str]) -> tuple[pl.Series, Pages]:
    """The lines of documents one behind the other, and where each document's are."""
    return pl.Series([line for lines in documents for line in lines]), Pages.of(
        np.array([len(lines) for lines in documents], np.int64)
    )


def read(*lines: str) -> Characters:
    return read_characters(pl.Series(lines))
