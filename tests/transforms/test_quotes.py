import polars as pl
import pytest

from transforms.quotes import Quotes, find_quotes
from transforms.tokens import read_tokens


def quoted(text: str) -> list[str]:
    tokens = read_tokens(pl.Series([text]))
    quotes = find_quotes(tokens)
    return [tokens.surface(int(first), int(last)) for first, last in zip(quotes.first, quotes.last, strict=True)]


def found(text: str) -> Quotes:
    return find_quotes(read_tokens(pl.Series([text])))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The pier is shut,” said Lund.", ["“The pier is shut,”"]),
        ('"The pier," he said, "is shut."', ['"The pier,"', '"is shut."']),
        ("„Der Hafen ist zu“, sagte er.", ["„Der Hafen ist zu“"]),
        ("«Le port», dit-elle. »Nein«, rief er.", ["«Le port»", "»Nein«"]),
        ("« Le port », dit-elle. « Rien ! »", ["« Le port »", "« Rien ! »"]),
        ("''We wait,'' she said.", ["''We wait,''"]),
        ("‘We wait,’ she said. ‘It’s cold.’", ["‘We wait,’", "‘It’s cold.’"]),
        ("'We wait,' she said.", ["'We wait,'"]),
        ("‘The sailors’ pay is late,’ he said.", ["‘The sailors’ pay is late,’"]),
        ("“He said ‘never’ to me,” she said.", ["“He said ‘never’ to me,”"]),
        ("“He said “never” to me,” she said. “Ever.”", ["“He said “never” to me,”", "“Ever.”"]),
        ('"He said "never" to me," she said.', ['"He said "never" to me,"']),
        ("The sailors' pay and the ministers’ plan", []),
        ("rock 'n' roll in the '90s, 'til dawn", []),
        ('a 5" gun and a 6" gun', []),
        ("He called it “odd”—“very odd”.", ["“odd”", "“very odd”"]),
    ],
)
def test_marks_of_every_kind_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_a_quotation_left_open_ends_with_its_paragraph_and_the_next_one_goes_on() -> None:
    text = "“First we wait.\n“Then we sail,” she said. “At dawn.”\nNobody spoke."
    assert quoted(text) == ["“First we wait.", "“Then we sail,”", "“At dawn.”"]
    assert found(text).is_closed.tolist() == [False, True, True]


def test_a_closing_mark_alone_closes_what_the_paragraph_before_left_open() -> None:
    text = "“First we wait.\nThen we sail,” she said."
    assert quoted(text) == ["“First we wait.", "Then we sail,”"]
    assert found(text).has_mark.tolist() == [True, False]


def test_paragraphs_without_marks_between_an_opening_and_a_closing_one_are_quoted() -> None:
    text = '"First we wait.\nThe sailors\' pay is late.\nThen we sail," she said.\nNobody spoke.'
    assert quoted(text) == ['"First we wait.', "The sailors' pay is late.", 'Then we sail,"']
    assert found(text).is_closed.tolist() == [False, False, True]


def test_a_closing_mark_far_below_closes_nothing() -> None:
    text = "“First we wait.\n" + "Nobody spoke.\n" * 4 + "Then we sail,” she said."
    assert quoted(text) == ["“First we wait."]


@pytest.mark.parametrize("marks", ["“”", '""'])
@pytest.mark.parametrize(
    "told",
    [
        "Captain Ida Lund said on Monday. Karl Voss laughed.",
        "said Captain Ida Lund. Karl Voss laughed.",
        "said the captain, and Karl Voss laughed.",
        "Ida Lund told the board.",
    ],
)
def test_a_quotation_whose_closing_mark_was_forgotten_ends_before_its_speaker(marks: str, told: str) -> None:
    left, right = marks[0], marks[1]
    alone = f"{left}The pier is shut, {told}"
    assert quoted(alone) == [f"{left}The pier is shut,"]
    assert not found(alone).left_open(read_tokens(pl.Series([alone]))).any()
    assert quoted(f"{alone} {left}It leaks,{right} he said.") == [f"{left}The pier is shut,", f"{left}It leaks,{right}"]


@pytest.mark.parametrize(
    "text",
    [
        "“When we came, he said to me, the pier was shut.",
        "“The pier, Ida Lund said it herself, is shut.",
        "“The captain, Ida Lund, is said to be ill.",
        "“Voss, said to be ill, came after all.",
    ],
)
def test_what_may_be_told_inside_of_a_quotation_left_open_does_not_end_it(text: str) -> None:
    assert quoted(text) == [text]


def test_an_odd_mark_takes_no_more_than_its_own_paragraph() -> None:
    text = 'He said "so and left.\nThe "second" one is whole.\nThe third has none.'
    assert quoted(text) == ['"so and left.', '"second"']


def test_no_text_goes_on_with_a_quotation_of_another() -> None:
    tokens = read_tokens(pl.Series(["“Left open.", "Closed” here."]))
    assert len(find_quotes(tokens)) == 1
