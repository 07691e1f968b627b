"""Headlines signed with the name of who says it."""

import pytest

from tests.transforms.statements.found import Said, said


@pytest.mark.parametrize("dash", [" – ", " — ", " - "])
def test_a_headline_is_told_by_whose_name_stands_behind_the_dash(dash: str) -> None:
    text = f"Pier to stay shut for months{dash}Lund\nCaptain Ida Lund came to Tarn on Monday. It rained."
    assert said(text) == [Said("indirect", "Lund", dash.strip(), ("Pier to stay shut for months",))]


@pytest.mark.parametrize(
    "text",
    [
        "Pier to stay shut for months - Tarn Today\nThe pier is old. Nothing in Tarn Today is new.",
        "Pier to stay shut for months - Reuters\nTARN, New Reuters - The pier is old.",
        "Pier to stay shut for months - Lund\nThe pier is old.",
        "It rained.\nPier to stay shut for months - Lund\nCaptain Ida Lund came to Tarn on Monday.",
        "Pier-shut for months -Lund\nCaptain Ida Lund came to Tarn on Monday.",
    ],
)
def test_other_lines_with_a_dash_are_not(text: str) -> None:
    assert said(text) == []
