"""What a page's address says of its lines: sites make it of the headline's words, and the body repeats them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from urllib.parse import unquote, urlsplit

import numpy as np

from transforms.learned.characters import Characters, Hashes, hash_words
from transforms.learned.pages import Counts, Flags, Floats, Pages, signed_log
from transforms.learned.shape import Column

_WORD = re.compile(r"[^\W\d_]{4,}")
MIN_WORD_BYTES = 4
MIN_WORDS = 2  # fewer tell a section, not a headline
TITLE_WORDS, TITLE_RATIO = 30, 0.5  # a line that holds this share of the words may be the headline
HITS_CAP = 3  # of a paragraph
WORDS_SCALE = 8
EARLY_BONUS = 1e-5  # per line: of equal lines the first is the likelier headline
_CELLS = 512  # per document, of the table that words are looked up in


@lru_cache(maxsize=100_000)
def address_words(url: str) -> tuple[str, ...]:
    """Return the distinct words of four letters or more in the part of an address's path that has most."""
    try:
        path = unquote(urlsplit(url).path)
    except ValueError:
        return ()
    parts = (tuple(dict.fromkeys(word.lower() for word in _WORD.findall(part))) for part in path.split("/"))
    most = max(parts, key=len, default=())
    return most if len(most) >= MIN_WORDS else ()


def address_columns(
    characters: Characters, pages: Pages, words: Floats, is_prose: Flags, urls: Sequence[str | None]
) -> Iterator[Column]:
    """Yield the columns of the words a line shares with its page's address; all 0 for pages without a telling one."""
    of_page = [address_words(url) if url else () for url in urls]
    counts = np.array([len(found) for found in of_page], np.int64)
    hits = np.zeros(pages.line_count, np.float32)
    if counts.any():
        hashes = hash_words([word for found in of_page for word in found])
        hits = _distinct_hits(characters, pages, np.repeat(np.arange(len(counts)), counts), hashes)
    has = (counts > 0)[pages.number]
    size = np.maximum(counts, 1)[pages.number].astype(np.float32)
    ratio = hits / size
    score = ratio - EARLY_BONUS * (pages.index - pages.first)
    best = pages.last_best(score)
    is_found = np.maximum.reduceat(ratio, pages.starts) > 0
    title = np.where(is_found, best, pages.starts)[pages.number]
    above, below = pages.above_below((np.minimum(hits, HITS_CAP) * is_prose).astype(np.float64))
    total = above + below + np.minimum(hits, HITS_CAP) * is_prose
    yield "has_address", has
    yield "address_ratio", ratio * has
    yield "address_density", hits / words * has
    yield "from_title", signed_log(pages.index - title) * has
    is_title = (ratio >= TITLE_RATIO) & (words <= TITLE_WORDS)
    yield "since_title", np.log1p(pages.since(is_title)) * has
    yield "address_above", above / np.maximum(total, 1) * has
    yield "address_below", below / np.maximum(total, 1) * has
    yield "address_words", size / WORDS_SCALE * has


def _distinct_hits(characters: Characters, pages: Pages, page_of_word: Counts, hashes: Hashes) -> Floats:
    """How many distinct words of its page's address each line holds.

    Looked up in one table with cells for every page; words that fall into a cell that is taken have a second round.
    """
    wanted = np.flatnonzero(characters.word_lengths >= MIN_WORD_BYTES)
    seen = characters.word_hashes[wanted]
    line = np.repeat(pages.index, characters.word_counts)[wanted]
    seen_cell = pages.number[line] * _CELLS + (seen % _CELLS)
    table = np.full(len(pages.sizes) * _CELLS, -1, np.int64)
    word = np.arange(len(hashes))
    cell = page_of_word * _CELLS + (hashes % _CELLS)
    pairs = []
    for _ in range(2):
        table[cell] = word
        found = table[seen_cell]
        same = np.flatnonzero((found >= 0) & (hashes[found] == seen))
        pairs.append(line[same] * len(hashes) + found[same])
        left = np.flatnonzero(table[cell] != word)
        table[cell] = -1
        cell, word = cell[left], word[left]
    distinct = np.unique(np.concatenate(pairs))
    return np.bincount(distinct // len(hashes), minlength=pages.line_count).astype(np.float32)
