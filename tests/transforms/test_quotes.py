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


def test_an_odd_mark_takes_no_more_than_its_own_paragraph() -> None:
    text = 'He said "so and left.\nThe "second" one is whole.\nThe third has none.'
    assert quoted(text) == ['"so and left.', '"second"']


def test_no_text_goes_on_with_a_quotation_of_another() -> None:
    tokens = read_tokens(pl.Series(["“Left open.", "Closed” here."]))
    assert len(find_quotes(tokens)) == 1
