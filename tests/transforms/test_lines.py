import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from tests.transforms.rows import raw
from transforms.pipeline import render

TEXTS = st.text(alphabet=st.sampled_from("ab \t\r\n\x00\u00a0\u200b\u2028é漢😀.“&<*_[1]Â€"), max_size=60) | st.text(
    max_size=60
)


@given(TEXTS)
def test_lines_rebuild_the_document(text: str) -> None:
    lines = render(raw(text)).lines
    assert "".join(line + end for line, end in lines.select("raw", "line_break").iter_rows()) == text


@given(TEXTS)
def test_offsets_slice_the_line_out_of_the_document(text: str) -> None:
    lines = render(raw(text)).lines
    assert [text[start:end] for start, end in lines.select("start", "end").iter_rows()] == lines["raw"].to_list()


@given(TEXTS)
def test_edits_applied_to_the_line_give_its_text(text: str) -> None:
    rendered = render(raw(text))
    for line_no, line, wanted in rendered.lines.select("line_no", "raw", "text").iter_rows():
        edits = rendered.edits.filter(pl.col("line_no") == line_no).sort("start", descending=True)
        for start, end, replacement in edits.select("start", "end", "replacement").iter_rows():
            line = line[:start] + replacement + line[end:]
        assert line == wanted or wanted == line.strip() == ""


def test_line_numbers_count_blank_lines() -> None:
    lines = render(raw("one\r\n\r\ntwo\rthree")).lines
    assert lines.select("line_no", "raw", "line_break").rows() == [
        (1, "one", "\r\n"),
        (2, "", "\r\n"),
        (3, "two", "\r"),
        (4, "three", ""),
    ]


def test_separators_of_unicode_do_not_break_lines() -> None:
    assert render(raw("one\u2028two\x85three\x0bfour")).lines.height == 1


def test_document_that_could_not_be_read_has_no_lines() -> None:
    rendered = render(raw(None, "text"))
    assert rendered.lines["doc"].to_list() == [1]
    assert rendered.documents["line_count"].to_list() == [None, 1]
