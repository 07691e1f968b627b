"""What a told statement's confidence is worth, and from which on it is shown: found on articles held apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from flows.training.attribution.annotations import Article
from flows.training.attribution.layout import Layout
from flows.training.attribution.measures import Stated, cue_words, is_alike, is_reporting, is_speaker, told
from flows.training.attribution.predictions import predicted
from transforms.learned.pages import Flags, Floats
from transforms.statements.cues import find_cues
from transforms.statements.reader import Reader

# What is shown is to be right this often: reported speech, and all that is told. The margin is for other articles.
REPORTED_PRECISION, PRECISION, MARGIN = 0.82, 0.80, 0.01
_THRESHOLDS = np.arange(0.2, 0.96, 0.01)
_UNPENALISED = 1e6


def calibrated(reader: Reader, articles: Sequence[Article]) -> Reader:
    """Return a reader with the calibration and the thresholds that suit articles it has not learned from."""
    weighed = replace(reader, calibration=calibration(reader, articles), shown=np.zeros(2, np.float32))
    return replace(weighed, shown=shown(articles, predicted([one.text for one in articles], weighed)))


def calibration(reader: Reader, articles: Sequence[Article]) -> Floats:
    """Return the weights of a cue's evidence for its being right with its content and its speaker."""
    layout = Layout.of([one.text for one in articles])
    stream = layout.stream
    cues = find_cues(reader, reader(stream), stream)
    wanted = [told(one.text, one.annotations) for one in articles]
    quoted = np.concatenate([[0], np.cumsum(stream.quote >= 0)])
    (is_told,) = np.nonzero((cues.speaker >= 0) & (quoted[cues.last + 1] == quoted[cues.first]))
    right = []
    for n in is_told.tolist():
        text = int(stream.text[cues.element[n]])
        origin = int(layout.tokens.origin[text])
        span = int(layout.start[cues.first[n]]) - origin, int(layout.end[cues.last[n]]) - origin
        speaker = cues.speaker[n]
        found = Stated("indirect", span, "", (int(layout.start[speaker]) - origin, int(layout.end[speaker]) - origin))
        right.append(any(is_alike(one, found) and is_speaker(found, one.source) for one in wanted[text]))
    evidence = cues.evidence[:, is_told].T
    fitted = LogisticRegression(C=_UNPENALISED, max_iter=5000, fit_intercept=False).fit(evidence, np.array(right))
    return np.asarray(fitted.coef_[0], np.float32)


def shown(articles: Sequence[Article], statements: Sequence[Sequence[Stated]]) -> Floats:
    """Return the least confidences at which reported speech, and all that is told, is right as often as it is to be."""
    judged = _Judged.of(articles, statements)
    reported = _least(
        [judged.precision(least, least, reporting=True) for least in _THRESHOLDS], REPORTED_PRECISION + MARGIN
    )
    other = _least([judged.precision(reported, least) for least in _THRESHOLDS], PRECISION + MARGIN)
    return np.array([reported, other], np.float32)


def _least(precisions: Sequence[float], goal: float) -> float:
    """Return the first threshold that reaches a precision; the highest where none does."""
    reached = [least for least, precision in zip(_THRESHOLDS, precisions, strict=True) if precision >= goal]
    return float(round(reached[0] if reached else _THRESHOLDS[-1], 2))


@dataclass(frozen=True, slots=True)
class _Judged:
    """Told statements of all articles: confidence, class by the runtime and by the measure.

    right: for each annotation that some are right for, their numbers, and whether its cue reports.
    """

    confidence: NDArray[np.float64]
    is_reported: Flags
    is_reporting: Flags
    right: list[tuple[list[int], bool]]

    @classmethod
    def of(cls, articles: Sequence[Article], statements: Sequence[Sequence[Stated]]) -> "_Judged":
        """Judge the statements of articles."""
        every: list[Stated] = []
        right: list[tuple[list[int], bool]] = []
        for article, found in zip(articles, statements, strict=True):
            some = [one for one in found if one.kind == "indirect"]
            for annotation in told(article.text, article.annotations):
                hits = [
                    len(every) + n
                    for n, one in enumerate(some)
                    if is_alike(annotation, one) and is_speaker(one, annotation.source)
                ]
                if hits:
                    right.append((hits, any(map(is_reporting, cue_words(article.text, annotation)))))
            every += some
        return cls(
            np.array([one.confidence for one in every]),
            np.array([one.is_reported for one in every], np.bool_),
            np.array([is_reporting(one.cue) for one in every], np.bool_),
            right,
        )

    def precision(self, reported: float, other: float, *, reporting: bool = False) -> float:
        """Return the share of right ones of those shown with two thresholds; reporting: of reported speech alone."""
        offered = self.confidence >= np.where(self.is_reported, reported, other)
        if reporting:
            offered &= self.is_reporting
        found = sum(bool(offered[hits].any()) for hits, reports in self.right if reports or not reporting)
        return found / max(1, int(offered.sum()))
