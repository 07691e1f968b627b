"""Which lines of a page are its article's, from the article's hand-made text.

The gold has no line numbers, and breaks its lines elsewhere. So words are compared: a word is covered when a shingle of
four words around it stands in the gold, and a line is the article's when most of its words are covered.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

WORD = re.compile(r"\w+")
SHINGLE = 4
COVERED_RATIO = 0.5
SHORT_WORDS = 6  # a line this short must be a line of the gold, or stand between covered words
NEIGHBOURS, NEIGHBOUR_WORDS = 3, 30  # lines around a copy, and words of each, that tell which copy is the article's


@dataclass(frozen=True, slots=True)
class Labels:
    """For each line of a page: whether it is the article's, its words, and the share of them that is covered."""

    is_article: list[bool]
    word_counts: list[int]
    covered: list[float]


def label(lines: Sequence[str], gold: str) -> Labels:
    """Label the lines of one page."""
    words_of = [WORD.findall(line) for line in lines]
    words = [word for line in words_of for word in line]
    shingles = _shingles(WORD.findall(gold))
    hit = [tuple(words[i : i + SHINGLE]) in shingles for i in range(max(0, len(words) - SHINGLE + 1))]
    covered = [any(hit[max(0, i - SHINGLE + 1) : i + 1]) for i in range(len(words))]
    gold_lines = {" ".join(WORD.findall(line)) for line in gold.split("\n")}
    is_article, ratios, start = [], [], 0
    for line in words_of:
        end = start + len(line)
        ratio = sum(covered[start:end]) / len(line) if line else 0.0
        ratios.append(ratio)
        if len(line) > SHORT_WORDS:
            is_article.append(ratio >= COVERED_RATIO)
        else:
            is_article.append(bool(line) and (" ".join(line) in gold_lines or _is_embedded(hit, start, end, ratio)))
        start = end
    counts = [len(line) for line in words_of]
    return Labels(_without_copies(words_of, is_article, ratios, gold), counts, ratios)


def _shingles(words: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}


def _is_embedded(hit: Sequence[bool], start: int, end: int, ratio: float) -> bool:
    """Whether all of a short line is covered and, under four words, the gold goes on across both of its edges."""
    if ratio < 1:
        return False
    if end - start >= SHINGLE:
        return True
    before = hit[max(0, end - SHINGLE) : start]
    after = [found for i, found in enumerate(hit[start:end], start) if i + SHINGLE > end]
    return (any(before) or start == 0) and (any(after) or end > len(hit))


def _without_copies(
    words_of: Sequence[Sequence[str]], is_article: Sequence[bool], ratios: Sequence[float], gold: str
) -> list[bool]:
    """Of a line that stands on the page more often than in the gold, leave the copies among the most covered lines."""
    copies: dict[str, list[int]] = defaultdict(list)
    for i, found in enumerate(is_article):
        if found:
            copies[" ".join(words_of[i])].append(i)
    chosen = list(is_article)
    gold_words = f" {' '.join(WORD.findall(gold))} "
    for text, places in copies.items():
        wanted = max(1, gold_words.count(f" {text} "))
        if len(places) > wanted:
            by_surroundings = sorted(places, key=lambda i: _surroundings(words_of, ratios, i), reverse=True)
            for i in by_surroundings[wanted:]:
                chosen[i] = False
    return chosen


def _surroundings(words_of: Sequence[Sequence[str]], ratios: Sequence[float], at: int) -> float:
    """Covered words in the lines around one."""
    around = range(max(0, at - NEIGHBOURS), min(len(words_of), at + NEIGHBOURS + 1))
    return sum(ratios[i] * min(NEIGHBOUR_WORDS, len(words_of[i])) for i in around if i != at)
