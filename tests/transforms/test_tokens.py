import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.tokens import CLITIC, INITIAL, NUMBER, PARAGRAPH, TITLE, UPPER, WORD, hash_words, read_tokens


def surfaces(text: str) -> list[str]:
    tokens = read_tokens(pl.Series([text]))
    return [tokens.surface(n, n) for n in range(len(tokens) - 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They'd won.", ["They", "'d", "won", "."]),
        ("Norway’s port", ["Norway", "’s", "port"]),
        ("O'Hara's no-fly e-mail", ["O'Hara", "'s", "no-fly", "e-mail"]),
        ("the U.S. Navy", ["the", "U.S.", "Navy"]),
        ("J. R. Lund", ["J.", "R.", "Lund"]),
        ("3.5 or 1,000, ok", ["3.5", "or", "1,000", ",", "ok"]),
        ("didn't", ["didn't"]),
        ("(yes)—no…", ["(", "yes", ")", "—", "no", "…"]),
        ("the ministers' plan", ["the", "ministers", "'", "plan"]),
        ("", []),
    ],
)
def test_words_and_marks_are_told_apart(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


def test_kinds_and_shapes_are_those_of_the_first_letters() -> None:
    tokens = read_tokens(pl.Series(["Anna's NATO F. 16 go\nNext"]))
    assert tokens.kind.tolist() == [WORD, CLITIC, WORD, WORD, NUMBER, WORD, PARAGRAPH, WORD, PARAGRAPH]
    assert tokens.shape[[0, 2, 3]].tolist() == [TITLE, UPPER, INITIAL]


def test_a_word_has_one_hash_wherever_it_stands_and_however_it_is_capitalised() -> None:
    tokens = read_tokens(pl.Series(["The ship sails.", "A second Ship: SHIP 2024 1999"]))
    ship = hash_words(["ship"])[0]
    assert [tokens.surface(int(n), int(n)) for n in np.flatnonzero(tokens.word == ship)] == ["ship", "Ship", "SHIP"]
    assert tokens.word[-2] == tokens.word[-3]  # digits are alike


def test_line_feeds_and_blanks_between_paragraphs_are_one_token() -> None:
    tokens = read_tokens(pl.Series(["One.\n\n  \nTwo."]))
    assert tokens.paragraph.tolist() == [0, 0, 0, 1, 1, 1]


def test_texts_without_any_character_have_no_words() -> None:
    tokens = read_tokens(pl.Series(["", "Here.", ""]))
    assert [int(tokens.text[n]) for n in range(len(tokens)) if tokens.kind[n] == WORD] == [1]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
def test_every_offset_slices_back_and_all_that_is_no_blank_is_a_token(texts: list[str]) -> None:
    tokens = read_tokens(pl.Series(texts, dtype=pl.String))
    covered = [bytearray(len(text)) for text in texts]
    for n in range(len(tokens)):
        number = int(tokens.text[n])
        start, end = int(tokens.start[n] - tokens.origin[number]), int(tokens.end[n] - tokens.origin[number])
        if tokens.kind[n] == PARAGRAPH:
            continue
        assert tokens.surface(n, n) == texts[number][start:end]
        covered[number][start:end] = b"\1" * (end - start)
    for text, seen in zip(texts, covered, strict=True):
        assert all(seen[n] for n, char in enumerate(text) if char.isalnum())
