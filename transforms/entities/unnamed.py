"""Somebody who speaks and whom the article does not name."""

from functools import cache

from transforms.entities.lexicon import word_lists
from transforms.entities.spans import Span
from transforms.entities.view import View
from transforms.tokens import LOWER, WORD

MALE = frozenset({"man", "boy", "father", "husband", "son", "brother"})
FEMALE = frozenset({"woman", "girl", "mother", "wife", "daughter", "sister"})
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_TAKEN_UP, _ARTICLE_WITHIN = 120, 8  # tokens back to the same noun; from it to its article
_THING_WITHIN = 4  # words of a description within which the thing that tells something is named
_COMMA = ord(",")


def somebody(view: View, first: int, last: int) -> str | None:
    """Return the sex of somebody unnamed who speaks, empty if it is not told, or none where a thing does: a study."""
    words = [view.small(token) for token in range(first + 1, min(last, first + _ARTICLE_WITHIN) + 1)]
    if any(word in _things() for word in words[:_THING_WITHIN]):
        return None
    if any(word in MALE for word in words):
        return "m"
    return "f" if any(word in FEMALE for word in words) else ""


def stands_for_nobody(view: View, span: Span) -> bool:
    """Whether a description takes up somebody unnamed: a doctor … the doctor."""
    word = view.word[span.noun]
    for token in range(span.first - 1, max(span.first - _TAKEN_UP, 0), -1):
        if view.word[token] != word or view.shape[token] != LOWER or view.shape[token + 1] != LOWER:
            continue
        for start in range(token - 1, max(token - _ARTICLE_WITHIN, 0), -1):
            if view.kind[start] != WORD:
                break
            if view.small(start) in _INDEFINITE:
                return view.mark[start - 1] != _COMMA
    return False


@cache
def _things() -> frozenset[str]:
    return frozenset(word_lists()["tells"].split())
