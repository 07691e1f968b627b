import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.sentences import sentences, with_sentences


def texts(*contents: str) -> pl.DataFrame:
    return pl.DataFrame({"doc": range(len(contents)), "text": contents}, schema={"doc": pl.UInt32, "text": pl.String})


def cut(text: str) -> list[str]:
    return [text[start:end] for _, start, end in sentences(texts(text)).rows()]


@pytest.mark.parametrize(
    "expected",
    [
        ["The mole broke.", "Nobody saw it!", "“Why?”", "She did not say."],
        ["Adm. J. Orlo and Mrs. Vey spoke for 3.5 hours.", "Then they left…", "For good"],
        ["He lives in the U.S. now.", "It pays 4.20 a day in Kyiv.", "So?"],
        ["😀 “Übel.”", "Žofie (of Brno.)", "Done."],
    ],
)
def test_sentences_end_with_a_mark_but_not_after_a_title_or_an_initial(expected: list[str]) -> None:
    assert cut(" ".join(expected)) == expected


def test_a_paragraph_ends_a_sentence() -> None:
    assert cut("A heading\nThe text. More\n\nof it") == ["A heading", "The text.", "More", "of it"]


def test_sentences_of_each_text_begin_anew() -> None:
    assert sentences(texts("One. Two.", "", "Three.")).rows() == [(0, 0, 4), (0, 5, 9), (2, 0, 6)]


def test_a_span_lies_in_its_sentence() -> None:
    given_texts = texts("The mole broke. Orvik waits.", "Nobody came. J. Vey did.")
    spans = pl.DataFrame(
        {"doc": [1, 0, 0], "start": [13, 16, 10], "end": [19, 21, 21]}, schema_overrides={"doc": pl.UInt32}
    )
    assert with_sentences(spans, given_texts).rows() == [(1, 13, 19, 13, 24), (0, 16, 21, 16, 28), (0, 10, 21, 0, 21)]


@given(st.text(alphabet="aÜ. \n!”😀N3"))
def test_sentences_hold_every_character_but_blanks(text: str) -> None:
    assert "".join("".join(cut(text)).split()) == "".join(text.split())
