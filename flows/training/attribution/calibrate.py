"""What a told statement's confidence is worth, and from which on it is shown: found on articles held apart."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from sklearn.linear_model import LogisticRegression

from flows.training.attribution.annotations import Article
from flows.training.attribution.judged import INDIRECT, Judged
from flows.training.attribution.layout import Layout
from flows.training.attribution.measures import Stated, is_alike, is_speaker, told
from flows.training.attribution.predictions import predicted
from transforms.learned.pages import Floats
from transforms.statements.cues import find_cues
from transforms.statements.reader import Reader

# What is shown is to be right this often: reported speech, and all that is told. The margin is for other articles.
REPORTED_PRECISION, PRECISION, MARGIN = 0.82, 0.80, 0.01
_THRESHOLDS = [hundredths / 100 for hundredths in range(20, 96)]
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
        found = Stated(INDIRECT, span, "", (int(layout.start[speaker]) - origin, int(layout.end[speaker]) - origin))
        right.append(any(is_alike(one, found) and is_speaker(found, one.source) for one in wanted[text]))
    if len(set(right)) < len((True, False)):
        raise ValueError(
            f"of {len(right)} cues that were found all or none are right: a reader to calibrate finds both"
        )
    evidence = cues.evidence[:, is_told].T
    fitted = LogisticRegression(C=_UNPENALISED, max_iter=5000, fit_intercept=False).fit(evidence, np.array(right))
    return np.asarray(fitted.coef_[0], np.float32)


def shown(articles: Sequence[Article], statements: Sequence[Sequence[Stated]]) -> Floats:
    """Return the least confidences at which reported speech, and all that is told, is right as often as it is to be."""
    judged = Judged.of(articles, statements)
    reported = _least(
        REPORTED_PRECISION, lambda least: judged.tally(judged.least(least, least), reporting=True).precision
    )
    other = _least(PRECISION, lambda least: judged.tally(judged.least(reported, least)).precision)
    return np.array([reported, other], np.float32)


def _least(goal: float, precision: Callable[[float], float]) -> float:
    """Return the first threshold that reaches a precision with the margin; the highest where none does."""
    reached = (least for least in _THRESHOLDS if precision(least) >= goal + MARGIN)
    return next(reached, _THRESHOLDS[-1])
