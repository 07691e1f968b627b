"""Turns of interviews and transcripts: paragraphs that begin with a speaker's name and a colon."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from transforms.statements.stream import Stream
from transforms.tokens import CLITIC, PARAGRAPH, PUNCTUATION, TITLE, Tokens

LABEL_ELEMENTS = 6  # the longest label: a title and three names, or so
QUESTIONS = frozenset({"q", "question"})
_COLON, _POINT = ord(":"), ord(".")


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn, in elements: the label, its colon, and what is said up to the paragraph's end."""

    label: tuple[int, int]
    colon: int
    said: tuple[int, int]


def find_turns(tokens: Tokens, stream: Stream) -> list[Turn]:
    """Return the turns of texts in which a label comes again, or that have questions and answers; no questions.

    Lists with labels, such as `Date:` and `Place:`, have each but once.
    """
    found = [turn for start in _openings(tokens, stream) if (turn := _turn(tokens, stream, start))]
    labels = [_label(tokens, stream, turn) for turn in found]
    texts = [int(stream.text[turn.colon]) for turn in found]
    counts = Counter(zip(texts, labels, strict=True))
    transcripts = {text for (text, label), count in counts.items() if count > 1}
    return [
        turn
        for turn, label, text in zip(found, labels, texts, strict=True)
        if text in transcripts and label not in QUESTIONS
    ]


def _label(tokens: Tokens, stream: Stream, turn: Turn) -> str:
    """The label in small letters."""
    return tokens.surface(int(stream.token[turn.label[0]]), int(stream.last[turn.label[1]])).lower().strip(".")


def _openings(tokens: Tokens, stream: Stream) -> list[int]:
    """The first elements of paragraphs that have a colon close behind."""
    mark = np.where(stream.quote < 0, tokens.mark[stream.token], 0)
    colons = np.flatnonzero(mark == _COLON)
    first = np.searchsorted(stream.paragraph, stream.paragraph[colons])
    near = (colons > first) & (colons - first <= LABEL_ELEMENTS)
    openings: list[int] = np.unique(first[near]).tolist()
    return openings


def _turn(tokens: Tokens, stream: Stream, first: int) -> Turn | None:
    """The turn that a paragraph is, if its label is made of names."""
    colon = first
    while not (stream.quote[colon] < 0 and tokens.mark[stream.token[colon]] == _COLON):
        token = int(stream.token[colon])
        is_name = tokens.shape[token] >= TITLE or tokens.kind[token] == CLITIC
        is_point = tokens.mark[token] == _POINT
        if stream.quote[colon] >= 0 or not (is_name or is_point):
            return None
        colon += 1
    end = int(np.searchsorted(stream.paragraph, stream.paragraph[first], side="right"))
    while end > colon + 1 and tokens.kind[stream.token[end - 1]] == PARAGRAPH:
        end -= 1
    said = range(colon + 1, end)
    if not any(tokens.kind[stream.token[at]] < PUNCTUATION or stream.quote[at] >= 0 for at in said):
        return None
    last = colon - 1
    if tokens.mark[stream.token[last]] == _POINT and last > first:
        last -= 1
    return Turn((first, last), colon, (colon + 1, end - 1))
