"""What of a cue's content is said, and what tells only to whom, where and when."""

import pytest

from tests.transforms.statements.found import said


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("The pier will stay shut, Captain Ida Lund told a briefing on Friday.", ("The pier will stay shut",)),
        ("The pier will stay shut, Captain Ida Lund told the Harbour Board.", ("The pier will stay shut",)),
        (
            "The pier was shut, the mayor said on Friday, and nobody would sail.",
            ("The pier was shut", "and nobody would sail"),
        ),
        ("The pier, the mayor said, had been shut on Friday.", ("The pier", "had been shut on Friday")),
        ("If Lund said that the pier was shut, he was wrong.", ("that the pier was shut",)),
        ("If Lund said that, he was wrong.", ("that",)),
        ("Lund said no. The pier was shut for good.", ("no",)),
        ("Lund said that berth No. 5 was shut.", ("that berth No. 5 was shut",)),
        ("Lund told the board that the pier was shut.", ("that the pier was shut",)),
    ],
)
def test_parts_hold_what_is_said_and_no_more(text: str, parts: tuple[str, ...]) -> None:
    assert [one.parts for one in said(text)] == [parts]


@pytest.mark.parametrize(
    "text",
    [
        "Ida Lund told parliament on Tuesday.",
        "Ida Lund told the whole board.",
        "This was announced by Captain Ida Lund.",
    ],
)
def test_where_nothing_is_told_there_is_no_statement(text: str) -> None:
    assert said(text) == []


def test_a_turn_keeps_the_mark_at_its_end() -> None:
    text = "MS. LUND: Is the pier open?\nMR. VOSS: “Not yet.”\nMS. LUND: Why (not)?"
    assert [one.parts for one in said(text)] == [("Is the pier open?",), ("Not yet.",), ("Why (not)?",)]
