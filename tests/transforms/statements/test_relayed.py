"""Speakers whom an agency or a paper quotes."""

import pytest

from tests.transforms.statements.found import Said, said


@pytest.mark.parametrize(
    "told",
    [
        "TASS quoted Ida Lund as saying.",
        "the Norsk agency quoted Ida Lund as saying on Monday.",
        "Ida Lund was quoted as saying by Reuters.",
        "Reuters reported, citing Ida Lund.",
        "reported the newspaper, citing Ida Lund.",
    ],
)
def test_a_quotation_is_of_whom_the_medium_quotes(told: str) -> None:
    assert [(one.speaker, one.parts) for one in said(f"“The pier is shut,” {told}")] == [
        ("Ida Lund", ("The pier is shut,",))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "TASS quoted Ida Lund as saying that the pier was shut.",
            Said("indirect", "Ida Lund", "saying", ("that the pier was shut",)),
        ),
        (
            "Ida Lund was quoted by TASS as saying that the pier was shut.",
            Said("indirect", "Ida Lund", "saying", ("that the pier was shut",)),
        ),
        (
            "Reuters reported, citing Captain Ida Lund, that the pier was shut.",
            Said("indirect", "Captain Ida Lund", "reported", ("that the pier was shut",)),
        ),
        (
            "The pier is shut, Reuters reported on Monday, citing Captain Ida Lund.",
            Said("indirect", "Captain Ida Lund", "reported", ("The pier is shut",)),
        ),
    ],
)
def test_what_is_told_through_a_medium_is_one_statement_of_whom_it_quotes(text: str, expected: Said) -> None:
    assert said(text) == [expected]


def test_who_gives_a_reason_speaks_for_himself() -> None:
    (one, *_) = said("Karl Voss said the pier would stay shut, citing the Tarn Island report.")
    assert (one.speaker, one.parts) == ("Karl Voss", ("the pier would stay shut",))


def test_a_medium_that_quotes_nobody_is_the_speaker() -> None:
    (one,) = said("“The pier is shut,” Reuters reported on Monday.")
    assert one.speaker == "Reuters"
