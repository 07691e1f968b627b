"""Views that are told without a verb."""

import polars as pl
import pytest

from tests.transforms.statements.found import Said, said
from transforms.statements.find import find_statements
from transforms.tokens import read_tokens


@pytest.mark.parametrize(
    ("text", "speaker", "cue", "parts"),
    [
        ("In Lund's view, the pier is not safe.", "Lund", "view", ("the pier is not safe",)),
        ("In Captain Lund’s own opinion the pier is not safe.", "Captain Lund", "opinion", ("the pier is not safe",)),
        ("In the opinion of the captain, the pier is not safe.", "the captain", "opinion", ("the pier is not safe",)),
        ("From his point of view, the pier is not safe.", "his", "point of view", ("the pier is not safe",)),
        ("The pier, in Lund's view, is not safe.", "Lund", "view", ("The pier", "is not safe")),
        ("The pier is not safe, in the view of Ida Lund.", "Ida Lund", "view of", ("The pier is not safe",)),
        ("It is late, but in Lund's view, all will come.", "Lund", "view", ("all will come",)),
    ],
)
def test_a_view_is_a_statement_of_who_has_it(text: str, speaker: str, cue: str, parts: tuple[str, ...]) -> None:
    assert said(text) == [Said("indirect", speaker, cue, parts)]


def test_a_quoted_view_is_direct_and_a_title_is_part_of_the_name() -> None:
    (one,) = said("In Mr. Lund's opinion, “the pier is a farce”.")
    assert (one.kind, one.speaker, one.parts) == ("direct", "Mr. Lund", ("the pier is a farce",))


def test_a_view_is_reported_speech() -> None:
    found, _ = find_statements(read_tokens(pl.Series(["In Lund's view, the pier is not safe."])))
    assert found.rows.select("found_by", "is_reported").rows() == [("view", True)]


@pytest.mark.parametrize(
    "text",
    [
        "In his opinion piece, Lund was in a dark mood.",
        "In view of the storm, all ships stayed in.",
        "The ship came into full view, and the storm was over.",
        "From the point of view of Lund",
    ],
)
def test_other_views_are_no_statements(text: str) -> None:
    assert said(text) == []
