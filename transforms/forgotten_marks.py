"""Where a quotation ends whose closing mark was forgotten: before the words that say whose it is.

`“We need peace, said Ida Lund.`, `“We need peace, Lund said on Monday.` With a pronoun, `he said`, it may as well be
told inside of a quotation that is left open because the next paragraph goes on with it.
"""

import numpy as np

from transforms.statements.lists import word_list
from transforms.tokens import CLITIC, PARAGRAPH, PUNCTUATION, TITLE, WORD, Hashes, Tokens

_BREAKS = frozenset(ord(mark) for mark in ",?!")
_NAME_TOKENS = 10  # of the longest name with its title and office


def attributed_from(tokens: Tokens, first: int, last: int) -> int | None:
    """Return the mark between two tokens behind which it is told who says what stands before it, or None."""
    says = np.isin(tokens.word[first : last + 1], word_list("says"))
    for said in (np.flatnonzero(says) + first).tolist():
        before = _inverted(tokens, said, last) or _in_order(tokens, said, first, last)
        if before is not None and before > first:
            return before
    return None


def _inverted(tokens: Tokens, said: int, last: int) -> int | None:
    """The mark before `, said Ida Lund` or `, said the minister`."""
    if tokens.mark[said - 1] not in _BREAKS or said >= last:
        return None
    is_named = tokens.kind[said + 1] == WORD and tokens.shape[said + 1] >= TITLE
    return said - 1 if is_named or _is_in(tokens.word[said + 1], "articles") else None


def _in_order(tokens: Tokens, said: int, first: int, last: int) -> int | None:
    """The mark before `, Prime Minister Ida Lund said on Monday`, where what follows is no clause."""
    if tokens.kind[said - 1] != WORD or tokens.shape[said - 1] < TITLE:
        return None
    is_end = said == last or tokens.kind[said + 1] in (PUNCTUATION, PARAGRAPH)
    if not (is_end or _is_in(tokens.word[said + 1], "behind_says") or _is_in(tokens.word[said], "tells")):
        return None
    at = said - 1
    while at > max(first, said - _NAME_TOKENS) and tokens.kind[at - 1] in (WORD, CLITIC):
        at -= 1
    opens = tokens.shape[at] >= TITLE or _is_in(tokens.word[at], "articles")
    return at - 1 if opens and tokens.mark[at - 1] in _BREAKS else None


def _is_in(word: np.uint64, name: str) -> bool:
    words: Hashes = word_list(name)
    return bool((words == word).any())
