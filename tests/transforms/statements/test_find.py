from itertools import pairwise

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.transforms.statements.found import Said, said
from transforms.statements.find import find_statements
from transforms.tokens import read_tokens


def test_a_quotation_and_its_speaker_are_a_direct_statement() -> None:
    assert said("“The harbour stays closed until Friday,” said Captain Ida Lund.") == [
        Said("direct", "Captain Ida Lund", "said", ("The harbour stays closed until Friday,",))
    ]


def test_a_quotation_cut_by_its_speaker_is_one_statement_of_two_parts() -> None:
    text = "“The harbour stays closed,” the captain said. “Nobody will sail before Friday.”"
    (one,) = said(text)
    assert one.parts == ("The harbour stays closed,", "Nobody will sail before Friday.")
    assert one.speaker == "the captain"


def test_told_words_are_an_indirect_statement() -> None:
    assert said("The minister said that the talks would go on in May.") == [
        Said("indirect", "The minister", "said", ("that the talks would go on in May",))
    ]


def test_quoted_words_in_a_told_sentence_make_it_mixed() -> None:
    (one,) = said("Lund said the talks had been “long and rather dull” and would go on in May.")
    assert (one.kind, one.speaker) == ("mixed", "Lund")
    assert one.parts == ("the talks had been “long and rather dull” and would go on in May",)


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("According to the ministry, two ships left the port on Monday.", "two ships left the port on Monday"),
        ("Two ships left the port on Monday, according to the ministry.", "Two ships left the port on Monday"),
        ("Two ships left the port on Monday, the ministry said.", "Two ships left the port on Monday"),
    ],
)
def test_a_speaker_may_stand_before_or_behind_what_is_told(text: str, content: str) -> None:
    assert [(one.speaker, one.parts) for one in said(text)] == [("the ministry", (content,))]


def test_a_speaker_in_the_middle_cuts_what_is_told_in_two() -> None:
    (one,) = said("The ships, the minister said, had left the port on Monday.")
    assert one.speaker == "the minister"
    assert one.parts == ("The ships", "had left the port on Monday")


def test_a_quotation_that_goes_on_in_the_next_paragraph_is_one_statement() -> None:
    text = "“We waited a week,” Anna Brekke said. “Nobody came.\n“Then we left.”"
    (one,) = said(text)
    assert one.parts == ("We waited a week,", "Nobody came.", "Then we left.")


def test_a_paragraph_of_nothing_but_a_quotation_has_the_speaker_of_the_one_before() -> None:
    text = "“We waited a week,” Anna Brekke said.\n“I would not do it again for any money.”"
    assert [one.speaker for one in said(text)] == ["Anna Brekke", "Anna Brekke"]


def test_terms_in_quotation_marks_are_no_statements() -> None:
    assert said("The so-called “partners” met on board the “Northern Star” in the harbour.") == []


def test_nothing_is_found_where_nothing_is_said() -> None:
    assert said("The ferry leaves at noon. Tickets cost four crowns.\n\nIt rained.") == []
    assert said("") == []


def test_what_stands_beside_a_text_changes_nothing_of_it() -> None:
    texts = [f"“It is number {n},” said Ida Lund. The ministry said that {n} ships had left." for n in range(60)]
    together, _ = find_statements(read_tokens(pl.Series(texts)))
    for n in (0, 31, 59):
        alone, _ = find_statements(read_tokens(pl.Series([texts[n]])))
        mine = together.rows.filter(pl.col("text") == n).drop("text")
        assert mine.equals(alone.rows.drop("text"))


MARKS = ["“", "”", '"', "'", "‘", "’", "«", "»", "''", ",", ".", ":", "?", "\n"]
WORDS = ["said", "Lund", "he", "that", "the", "ship", "left", "A:", "according to"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MARKS + WORDS), max_size=40))
def test_parts_slice_back_and_the_speaker_stands_outside_of_them(pieces: list[str]) -> None:
    text = " ".join(pieces)
    found, quoted = find_statements(read_tokens(pl.Series([text])))
    spans = {
        statement: group.select("start", "end").rows()
        for (statement,), group in found.parts.group_by("statement_id", maintain_order=True)
    }
    assert found.rows["statement_id"].is_unique().all()
    for start, end, content in found.parts.select("start", "end", "content").iter_rows():
        assert text[start:end] == content != ""
    for row in found.rows.iter_rows(named=True):
        parts = spans[row["statement_id"]]
        assert (row["start"], row["end"]) == (parts[0][0], parts[-1][1])
        assert all(before[1] <= after[0] for before, after in pairwise(parts))
        for name in ("speaker", "cue"):
            start, end = row[f"{name}_start"], row[f"{name}_end"]
            if start is not None:
                assert text[start:end] == row[name]
                assert all(end <= first or start >= last for first, last in parts)
    assert len(quoted) == len(read_tokens(pl.Series([text])))
