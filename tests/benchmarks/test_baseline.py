import pytest

from flows.training import public_pages
from flows.training.attribution import annotations
from tests.benchmarks import baseline, statement_baseline


def test_a_score_that_fell_is_named_with_what_it_was() -> None:
    before = {"wet aeb f1": 0.95, "html aeb f1": 0.96, "wet fundus title": 0.8}
    now = {"wet aeb f1": 0.9471, "html aeb f1": 0.9569}
    assert baseline.fallen(now, before) == {"html aeb f1": (0.96, 0.9569), "wet fundus title": (0.8, 0.0)}


@pytest.mark.pipeline
def test_no_score_on_public_pages_fell() -> None:
    pages = public_pages.find()
    if pages is None:
        pytest.skip(f"the public pages are not in {public_pages.DEFAULT}")
    digest, before = baseline.recorded()
    if digest != pages.digest:
        pytest.skip(f"the scores belong to other pages ({digest}) than these ({pages.digest})")
    fell = baseline.fallen(baseline.measure(pages), before)
    assert not fell, "worse than baseline.json (was, is); renew it with python -m tests.benchmarks.baseline if meant"


@pytest.mark.pipeline
def test_no_score_of_statements_fell() -> None:
    annotated = annotations.find()
    if annotated is None:
        pytest.skip(f"{annotations.FILE} is not in {public_pages.DEFAULT}")
    digest, before = statement_baseline.recorded()
    if digest != annotated.digest:
        pytest.skip(f"the scores belong to other articles ({digest}) than these ({annotated.digest})")
    fell = baseline.fallen(statement_baseline.measure(annotated), before)
    assert not fell, (
        "worse than statement_baseline.json (was, is); python -m tests.benchmarks.statement_baseline if meant"
    )
