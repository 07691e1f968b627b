"""Calibration of told statements; skipped where the group `train` is not installed."""

import numpy as np
import pytest

from flows.training.attribution.annotations import Article
from flows.training.attribution.judged import Judged
from flows.training.attribution.measures import Stated
from tests.flows.training.attribution.articles import article, spans
from transforms.statements.reader import stored_reader

pytest.importorskip("sklearn", reason="scikit-learn comes with the group `train`")
calibrate = pytest.importorskip("flows.training.attribution.calibrate")

TEXT = "Olive Marsh said that the pier is old."
ARTICLE = article(TEXT, ("Olive Marsh", "said", "that the pier is old"))
SILENT = article(TEXT)


def told(confidence: float, is_reported: bool = True) -> Stated:
    (span,), (speaker,) = spans(TEXT, "that the pier is old"), spans(TEXT, "Olive")
    return Stated("indirect", span, "said" if is_reported else "fears", speaker, confidence, is_reported)


def population(is_reported: bool) -> list[tuple[Article, Stated]]:
    """Return statements of which as many are right as their confidence says."""
    return [
        (ARTICLE if n < hundredths else SILENT, told(hundredths / 100, is_reported))
        for hundredths in range(5, 100, 5)
        for n in range(100)
    ]


def test_thresholds_are_the_lowest_with_which_enough_of_what_is_shown_is_right(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calibrate, "MARGIN", 0)
    cases = [*population(is_reported=True), *population(is_reported=False)]
    reported, other = calibrate.shown([article for article, _ in cases], [[statement] for _, statement in cases])
    assert 0.65 < reported <= 0.7  # from 70 % on 82.5 % are right, from 65 % on 80 %
    assert 0.6 < other <= 0.65  # with those, 81.2 % from 65 % on and 79.6 % from 60 % on


def test_threshold_is_the_highest_where_nothing_is_right_often_enough() -> None:
    assert calibrate.shown([SILENT], [[told(0.9)]]).tolist() == pytest.approx([0.95, 0.95])


def test_calibration_needs_right_and_wrong_cues() -> None:
    with pytest.raises(ValueError, match="all or none are right"):
        calibrate.calibration(stored_reader(), [SILENT])


def test_calibrated_confidence_is_the_share_that_is_right() -> None:
    text = "Olive Marsh said that the pier is old. Maud Ellery said that the ramp is older."
    right = article(
        text, ("Olive Marsh", "said", "that the pier is old"), ("Maud Ellery", "said", "that the ramp is older")
    )
    half = article(text, ("Olive Marsh", "said", "that the pier is old"))
    reader = calibrate.calibrated(stored_reader(), [right, half])
    found = calibrate.predicted([text], reader)[0]
    assert np.mean([one.confidence for one in found if one.kind == "indirect"]) == pytest.approx(0.75, abs=0.05)


def test_two_statements_right_for_one_annotation_count_once() -> None:
    judged = Judged.of([ARTICLE], [[told(0.9), told(0.5)]])
    tally = judged.tally(judged.least(0.0, 0.0))
    assert (tally.asked, tally.offered, tally.found, tally.right) == (1, 2, 1, 1)
    assert judged.is_right.tolist() == [True, True]
