"""What the annotations say of a stream's elements: which are cues, and whom and what cues and quotations point to.

An annotated cue may be many words (`has repeatedly and loudly said that`); its anchor, the one element that stands for
it, is the word that most often is a cue wherever it occurs. What another sentence than the cue holds is not learned.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from flows.training.attribution.annotations import Annotation, Article
from flows.training.attribution.layout import Layout
from flows.training.attribution.targets import NOBODY, Targets
from transforms.learned.pages import Counts, Floats
from transforms.statements.reader import FIRST, IN_CUE, IN_SPEAKER, LAST, MARKS, OPENS_SPEAKER, QUOTED, ROLES, SPEAKER
from transforms.tokens import NUMBER, PARAGRAPH, Codes

# A word's share is drawn towards 5 % as if it had been seen 5 times more; of rare words nothing is known.
PRIOR_SHARE, PRIOR_COUNT = 0.05, 5
RARE_COUNT, RARE_SHARE = 3, 0.15
TERM_WORDS, TERM_WEIGHT = 5, 0.5  # shorter quotations are often names and terms, and count less
QUOTED_SHARE = 0.5  # of a quotation that a content must cover


@dataclass(frozen=True, slots=True)
class Labels:
    """What is known of each element.

    cue: 1 where a cue's anchor is. parts: (MARKS, elements), what cues and speakers are made of; the row of CUE is
    empty. targets: of each role.
    """

    cue: Floats
    parts: Floats
    targets: tuple[Targets, ...]


@dataclass(frozen=True, slots=True)
class _Annotated:
    """An annotation as elements."""

    text: int
    source: list[int]
    cue: list[int]
    content: list[int]
    written: Annotation


def label(layout: Layout, articles: Sequence[Article], learned: Iterable[int]) -> Labels:
    """Label the articles with the numbers `learned`, which are the first texts of the layout."""
    numbers = sorted(learned)
    found = [
        _Annotated(n, layout.elements(n, one.source), layout.elements(n, one.cue), layout.elements(n, one.content), one)
        for n in numbers
        for one in articles[n].annotations
    ]
    cue = np.zeros(len(layout.stream), np.float32)
    pointed: tuple[dict[int, set[int]], ...] = tuple(defaultdict(set) for _ in range(ROLES))
    shares = _cue_shares(layout, found, numbers)
    sentence = layout.stream.sentence
    kind = np.where(layout.stream.quote < 0, layout.tokens.kind[layout.stream.token], PARAGRAPH)
    for one in found:
        anchor = _anchor(one.cue, kind, shares)
        content = [element for element in one.content if anchor is not None and sentence[element] == sentence[anchor]]
        if anchor is None or not content:
            continue
        cue[anchor] = 1
        speaker = [element for element in one.source if sentence[element] == sentence[anchor]]
        if one.source and not speaker:
            continue
        pointed[SPEAKER][anchor].update(speaker or [NOBODY])
        pointed[FIRST][anchor].add(content[0])
        pointed[LAST][anchor].add(content[-1])
    pointed[QUOTED].update(_quoted(layout, found, numbers))
    weights = quotation_weights(layout)
    return Labels(
        cue,
        _parts(layout, found),
        tuple(
            Targets.of(
                (element, float(weights[element]) if role == QUOTED else 1.0, *_right(right))
                for element, right in pointed[role].items()
            )
            for role in range(ROLES)
        ),
    )


def quotation_weights(layout: Layout) -> Floats:
    """Return how much each quotation counts, as an element."""
    return np.where(layout.quoted_words() >= TERM_WORDS, 1, TERM_WEIGHT).astype(np.float32)


def _right(targets: set[int]) -> tuple[Counts, Floats]:
    return np.array(sorted(targets), np.int64), np.ones(len(targets), np.float32)


def _cue_shares(layout: Layout, found: Sequence[_Annotated], numbers: Sequence[int]) -> Floats:
    """Return for each element how often its word is part of a cue in the articles that are learned from."""
    words, inverse, counts = np.unique(layout.stream.word, return_inverse=True, return_counts=True)
    is_learned = np.isin(layout.stream.text, numbers)
    in_cue = np.zeros(len(layout.stream))
    in_cue[[element for one in found for element in one.cue]] = 1
    counts = np.bincount(inverse, is_learned, minlength=len(words))
    share = (np.bincount(inverse, in_cue) + PRIOR_SHARE * PRIOR_COUNT) / (counts + PRIOR_COUNT)
    return np.where(counts < RARE_COUNT, RARE_SHARE, share)[inverse].astype(np.float32)


def _anchor(cue: Sequence[int], kind: Codes, shares: Floats) -> int | None:
    """Return the element that stands for a cue, None where it is all quotation; a mark only where there is no word."""
    outside = [element for element in cue if kind[element] != PARAGRAPH]
    words = [element for element in outside if kind[element] <= NUMBER]
    return max(words or outside, key=lambda element: shares[element], default=None)


def _quoted(layout: Layout, found: Sequence[_Annotated], numbers: Sequence[int]) -> dict[int, set[int]]:
    """Return whom quotations point to; those whose speaker stands in another paragraph are left out."""
    stream = layout.stream
    best: dict[int, tuple[float, _Annotated]] = {}
    for one in found:
        for element in one.content:
            if stream.quote[element] >= 0:
                share = layout.covered(element, one.text, one.written.content)
                if share > max(QUOTED_SHARE, best.get(element, (0.0, one))[0]):
                    best[element] = share, one
    pointed: dict[int, set[int]] = {}
    for element in np.flatnonzero((stream.quote >= 0) & np.isin(stream.text, numbers)).tolist():
        source = best[element][1].source if element in best else []
        speaker = {other for other in source if stream.paragraph[other] == stream.paragraph[element]} - {element}
        if speaker or not source:
            pointed[element] = speaker or {NOBODY}
    return pointed


def _parts(layout: Layout, found: Sequence[_Annotated]) -> Floats:
    parts = np.zeros((MARKS, len(layout.stream)), np.float32)
    for one in found:
        parts[IN_CUE, one.cue] = 1
        parts[IN_SPEAKER, one.source] = 1
        opens = [element for element in one.source if element - 1 not in one.source]
        parts[OPENS_SPEAKER, opens] = 1
    return parts
