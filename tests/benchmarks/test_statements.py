from pathlib import Path

import pytest

from flows.training.attribution.annotations import FILE
from flows.training.attribution.measures import Stated, Tally
from tests.benchmarks import statements
from tests.benchmarks.cue_classes import class_of
from tests.benchmarks.statements import class_table, figures, table
from tests.flows.training.attribution.articles import article, spans

TEXT = "Olive Marsh said that the pier is old. Maud Ellery fears that the ramp is older. “It holds for now,” she said."
ARTICLE = article(
    TEXT,
    ("Olive Marsh", "said", "that the pier is old"),
    ("Maud Ellery", "fears", "that the ramp is older"),
    ("she", "said", "“It holds for now,”"),
)


def stated(content: str, cue: str, speaker: str, confidence: float = 0.9, shown: bool = True) -> Stated:
    is_reported = cue == "said"
    return Stated(
        "indirect", spans(TEXT, content)[0], cue, spans(TEXT, speaker)[0], confidence, is_reported, is_shown=shown
    )


PIER, RAMP = stated("the pier is old", "said", "Marsh"), stated("the ramp is older", "fears", "Olive", 0.4)


def test_told_statements_count_as_far_as_they_are_shown() -> None:
    unsure = stated("the ramp is older", "fears", "Ellery", 0.1, shown=False)
    found = figures([ARTICLE], [[PIER, unsure]])
    assert found["told"] == Tally(asked=2, offered=1, found=1, right=1)
    assert found["reported"] == Tally(asked=1, offered=1, found=1, right=1)


def test_figures_are_told_apart_by_class_of_cue() -> None:
    rows = {line.split()[0]: line.split()[1:] for line in class_table([ARTICLE], [[PIER, RAMP]])}
    assert rows["say"] == ["1.000", "1.000", "1", "1"]
    assert rows["think"] == ["0.000", "0.000", "1", "1"]
    assert rows["judge"] == ["0.000", "0.000", "0", "0"]


def test_table_says_what_confidence_is_worth() -> None:
    lines = list(table([ARTICLE], [[PIER, RAMP]]))
    assert "0.90                          1    0.900    1.000" in lines
    assert "0.40                          1    0.400    0.000" in lines


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        (["has", "said that"], "say"), (["According to"], "according to"), (["replied"], "say"), (["finding"], "show"),
        (["referring"], "talk"), (["sought to"], "want"), (["the opinion of"], "other"), (["worried"], "think"),
    ],
)  # fmt: skip
def test_class_of_a_cue_is_that_of_its_verb(cue: list[str], expected: str) -> None:
    assert class_of(cue) == expected


def test_folder_without_the_articles_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert statements.main(["--data", str(tmp_path)]) == 0
    assert f"skipped, {FILE} is not in {tmp_path}" in capsys.readouterr().err
