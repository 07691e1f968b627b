import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.learned.rows import read
from transforms.learned import characters as c
from transforms.learned.characters import hash_words, read_characters

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1, max_size=40)


@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_every_line_is_found_whatever_it_holds(lines: list[str]) -> None:
    found = read_characters(pl.Series(lines))
    data = bytes(found.buffer)
    assert [data[start : end + 1].decode() for start, end in zip(found.starts, found.ends, strict=True)] == lines


@given(st.lists(TEXTS, min_size=1, max_size=8))
def test_a_line_is_read_alike_beside_any_others(lines: list[str]) -> None:
    together, alone = read_characters(pl.Series(lines)), read_characters(pl.Series(lines[:1]))
    assert together.class_counts[:, 0].tolist() == alone.class_counts[:, 0].tolist()
    assert together.ends_sentence[0] == alone.ends_sentence[0]
    assert together.word_hashes[: together.word_offsets[1]].tolist() == alone.word_hashes.tolist()


def test_words_are_runs_of_letters_and_digits_of_any_script() -> None:
    found = read("Maud’s ferry — 12 lorries", "Паром «Чайка»", "。渡船，")
    assert found.word_counts.tolist() == [5, 2, 1]


def test_words_hash_alike_in_capitals_and_with_other_digits() -> None:
    hashes = read("HARBOUR 1987", "harbour 2024").word_hashes.tolist()
    assert hashes[:2] == hashes[2:] == hash_words(["harbour", "0000"]).tolist()


def test_long_words_differ_behind_their_eighth_byte() -> None:
    one, other = hash_words(["harbourmaster", "harbourmasters"])
    assert one != other


@pytest.mark.parametrize(
    "line", ["It sank.", "It sank!”", "It sank.)", "Sank it?’", "Il coule…", "沉没。", "Es sank.“"]
)
def test_sentences_end_through_their_closing_marks(line: str) -> None:
    assert read(line).ends_sentence.tolist() == [True]


@pytest.mark.parametrize("line", ["Harbour news", "12:40", "Maud Ellery,", "”", "."])
def test_other_lines_do_not(line: str) -> None:
    assert read(line).ends_sentence.tolist() == [False]


def test_sentences_inside_a_line_are_counted_but_not_its_last() -> None:
    found = read("It sank. Nobody drowned. The owner wept.", "Dr. Ellery wept")
    assert found.inner_stops.tolist() == [2, 1]


def test_bytes_are_counted_by_their_class() -> None:
    counts = read("A, B | 12 (é)").class_counts[:, 0]
    assert [counts[one] for one in (c.CAPITAL, c.COMMA, c.BAR, c.DIGIT, c.BRACKET, c.BEYOND)] == [2, 1, 1, 2, 2, 2]
