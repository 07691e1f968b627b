"""Told statements of many articles and what each is right for, so that any threshold is judged at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from flows.training.attribution.annotations import Article
from flows.training.attribution.measures import Stated, Tally, cue_words, is_alike, is_reporting, is_speaker, told
from transforms.learned.pages import Counts, Flags

INDIRECT = "indirect"


@dataclass(frozen=True, slots=True)
class Judged:
    """Statements and annotations.

    confidence, is_right: of each statement, and whether it is right for any annotation. is_reported, is_reporting: its
    class by the lists of the runtime, and by those of the measure. asks_reporting: the class of each annotation; alike,
    right: the numbers of the statements that find it, and of those that are right.
    """

    confidence: NDArray[np.float64]
    is_reported: Flags
    is_reporting: Flags
    is_right: Flags
    asks_reporting: Flags
    alike: list[Counts]
    right: list[Counts]

    @classmethod
    def of(cls, articles: Sequence[Article], statements: Sequence[Sequence[Stated]]) -> "Judged":
        """Judge the told ones of the statements of articles."""
        every: list[Stated] = []
        asks, alike, right = [], [], []
        for article, found in zip(articles, statements, strict=True):
            first = len(every)
            some = [one for one in found if one.kind == INDIRECT]
            for annotation in told(article.text, article.annotations):
                hits = [n for n, one in enumerate(some) if is_alike(annotation, one)]
                asks.append(any(map(is_reporting, cue_words(article.text, annotation))))
                alike.append(np.array(hits, np.int64) + first)
                same = [n for n in hits if is_speaker(some[n], annotation.source)]
                right.append(np.array(same, np.int64) + first)
            every += some
        is_right = np.zeros(len(every), np.bool_)
        is_right[np.concatenate([np.zeros(0, np.int64), *right])] = True
        return cls(
            np.array([one.confidence for one in every]),
            np.array([one.is_reported for one in every], np.bool_),
            np.array([is_reporting(one.cue) for one in every], np.bool_),
            is_right,
            np.array(asks, np.bool_),
            alike,
            right,
        )

    def least(self, reported: float, other: float) -> Flags:
        """Which statements reach the threshold of their class."""
        found: Flags = self.confidence >= np.where(self.is_reported, reported, other)
        return found

    def tally(self, offered: Flags, *, reporting: bool = False) -> Tally:
        """Count some statements against the annotations; reporting: of reported speech alone."""
        if reporting:
            offered = offered & self.is_reporting
        asked = [n for n, reports in enumerate(self.asks_reporting) if reports or not reporting]
        return Tally(
            asked=len(asked),
            offered=int(offered.sum()),
            found=sum(bool(offered[self.alike[n]].any()) for n in asked),
            right=sum(bool(offered[self.right[n]].any()) for n in asked),
        )
