"""Whose quotations are that stand away from their speaker."""

import polars as pl
import pytest

from tests.transforms.statements.found import said
from transforms.statements.find import find_statements
from transforms.tokens import read_tokens


def rules(text: str) -> list[str]:
    """How the speaker of each quotation was found."""
    found, _ = find_statements(read_tokens(pl.Series([text])))
    return found.rows["found_by"].to_list()


@pytest.mark.parametrize(
    ("paragraphs", "parts"),
    [
        (
            ("“We will not sail before May.", "“We have no coal.", "“And we have no crew,” Ida Lund said."),
            ("We will not sail before May.", "We have no coal.", "And we have no crew,"),
        ),
        (
            ("‘We wait.", "‘We have no coal.", "‘And we have no crew,’ Ida Lund said."),
            ("We wait.", "We have no coal.", "And we have no crew,"),
        ),
        (
            ("“We will not sail before May.", "We have no coal.", "And we have no crew,” Ida Lund said."),
            ("We will not sail before May.", "We have no coal.", "And we have no crew,"),
        ),
    ],
)
def test_the_speaker_named_at_the_end_said_all_paragraphs(paragraphs: tuple[str, ...], parts: tuple[str, ...]) -> None:
    (one,) = said("\n".join(paragraphs))
    assert (one.speaker, one.parts) == ("Ida Lund", parts)


def test_the_speaker_named_at_the_end_counts_more_than_the_one_before_the_quotation() -> None:
    text = "“It is late,” Karl Voss said.\n“We have no coal at all.\n“And we have no crew,” Ida Lund said."
    assert [(one.speaker, len(one.parts)) for one in said(text)] == [("Karl Voss", 1), ("Ida Lund", 2)]
    assert rules(text) == ["points_to_speaker", "named_later"]


def test_a_quotation_that_is_closed_is_not_of_who_speaks_below() -> None:
    text = "The two met in Tarn on Monday.\n“We have no coal at all, and it is cold here.”\n“No crew,” Ida Lund said."
    assert said(text)[0].speaker is None


@pytest.mark.parametrize(
    ("told", "speaker"),
    [
        ("said Captain Ida Lund.", "Captain Ida Lund"),
        ("Captain Ida Lund said on Monday.", "Captain Ida Lund"),
    ],
)
def test_a_forgotten_closing_mark_gives_no_other_speaker_the_words(told: str, speaker: str) -> None:
    text = f"“The pier is shut, {told} Karl Voss was late. “Nobody told us,” Voss said."
    assert [(one.speaker, one.parts) for one in said(text)] == [
        (speaker, ("The pier is shut,",)),
        ("Voss", ("Nobody told us,",)),
    ]


def test_the_end_of_a_line_is_nobody() -> None:
    assert [one.speaker for one in said("according to ” according to", least=0)] == []
