"""Texts laid out as the runtime reads them, and which elements of the stream a span of a text covers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from flows.training.attribution.annotations import Span
from transforms.learned.pages import Counts
from transforms.quotes import Quotes, find_quotes
from transforms.statements.stream import Stream, read_stream
from transforms.tokens import PUNCTUATION, Tokens, read_tokens


@dataclass(frozen=True, slots=True)
class Layout:
    """A batch of texts. start, end: of each element, in the tokens' code points."""

    tokens: Tokens
    quotes: Quotes
    stream: Stream
    start: Counts
    end: Counts

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Layout":
        """Lay texts out."""
        tokens = read_tokens(pl.Series(texts, dtype=pl.String))
        quotes = find_quotes(tokens)
        stream = read_stream(tokens, quotes)
        return cls(tokens, quotes, stream, tokens.start[stream.token], tokens.end[stream.last])

    def elements(self, text: int, spans: Iterable[Span]) -> list[int]:
        """Return the elements that spans of a text touch, in order."""
        origin = int(self.tokens.origin[text])
        found: set[int] = set()
        for start, end in spans:
            first = int(np.searchsorted(self.end, start + origin, "right"))
            found.update(range(first, int(np.searchsorted(self.start, end + origin))))
        return sorted(found)

    def covered(self, element: int, text: int, spans: Iterable[Span]) -> float:
        """Return the share of an element that spans of its text cover."""
        origin = int(self.tokens.origin[text])
        start, end = int(self.start[element]) - origin, int(self.end[element]) - origin
        return sum(max(0, min(end, last) - max(start, first)) for first, last in spans) / (end - start)

    def paragraphs(self) -> tuple[Counts, Counts]:
        """Return the first element and the size of each paragraph."""
        first = np.flatnonzero(np.diff(self.stream.paragraph, prepend=-1))
        return first, np.diff(first, append=len(self.stream))

    def quoted_words(self) -> Counts:
        """Return the number of words in each element; more than one only in quotations."""
        words = np.concatenate([[0], np.cumsum(self.tokens.kind < PUNCTUATION)])
        counts: Counts = words[self.stream.last + 1] - words[self.stream.token]
        return counts
