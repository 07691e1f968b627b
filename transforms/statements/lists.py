"""Word lists of words.toml, as hashes that whole batches are compared with."""

import tomllib
from functools import cache

from transforms.tokens import Hashes, hash_words
from transforms.vocabulary import data_text


@cache
def word_list(name: str) -> Hashes:
    """Return the hashes of one list's words."""
    lists: dict[str, str] = tomllib.loads(data_text("statements/words.toml"))
    return hash_words(lists[name].split())
