"""Words that name a body, a firm or a kind of organisation."""

from functools import cache

from transforms.entities.lexicon import Word, word_lists
from transforms.entities.view import View

_IS_BODY = int(Word.ORG_HEAD)


def is_group(view: View, token: int) -> bool:
    """Whether a word names a body or firm."""
    word = view.small(token)
    return word in groups() or word in firms() or word in _bodies() or bool(view.flags[token] & _IS_BODY)


@cache
def groups() -> dict[str, frozenset[str]]:
    """Return by what may stand for an organisation the words of its name that it may stand for."""
    return {noun: frozenset(words.split()) for noun, words in word_lists()["groups"].items()}


@cache
def firms() -> frozenset[str]:
    """Return the words for firms."""
    return frozenset(word_lists()["firms"].split())


@cache
def kinds() -> frozenset[str]:
    """Return the words that tell what kind of organisation a name is of."""
    return frozenset(word_lists()["org_head"].split())


@cache
def _bodies() -> frozenset[str]:
    return frozenset(word_lists()["body"].split())
