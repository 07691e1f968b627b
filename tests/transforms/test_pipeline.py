from typing import Any

import polars as pl
import pytest

from tests.transforms.rows import BODY, TITLE, article, kinds, kinds_of_all, page, raw
from transforms.batch import NOTHING_KNOWN
from transforms.pipeline import refine, render
from warehouse import schema
from warehouse.schema import DOCUMENT_TABLES, frame_schema

pytestmark = pytest.mark.pipeline

FULL = page(
    "Home > World > " + TITLE, "Tarn 9°C", TITLE, "By Ida Morrow", "Published: 4 May 2022 18:14",
    f"TARN (Reuters) - {BODY[0]}", "Also Read: Heron stops traffic", *BODY[1:], "Source:TASS",
    "Great article, thanks for sharing!",
)  # fmt: skip
CONTENTS = (FULL, page(TITLE, *BODY), None, "", "\n\n", f"{BODY[0]}\r\n{BODY[1]}", "مرحبا 😀\x00", "source site-3")

Tables = dict[type, pl.DataFrame]


def tables(frame: pl.DataFrame) -> Tables:
    return refine(render(frame), NOTHING_KNOWN, run_id=1)


def by_document(found: Tables) -> dict[type, list[dict[str, Any]]]:
    """Rows of the tables that have a document, ordered so that batches can be compared."""
    return {
        table: sorted(found[table].to_dicts(), key=lambda row: [str(value) for value in row.values()])
        for table in DOCUMENT_TABLES
    }


def test_frames_are_held_to_their_declaration() -> None:
    for table, frame in tables(raw(*CONTENTS)).items():
        assert frame.schema == frame_schema(table)


def test_order_of_documents_changes_nothing() -> None:
    frame = raw(*CONTENTS)
    assert by_document(tables(frame)) == by_document(tables(frame.reverse()))


def test_size_of_the_batch_changes_nothing() -> None:
    frame = raw(*CONTENTS)
    parts = [by_document(tables(frame[i : i + 3])) for i in range(0, len(CONTENTS), 3)]
    whole = by_document(tables(frame))
    for table in DOCUMENT_TABLES:
        rows = [row for part in parts for row in part[table]]
        assert sorted(map(str, rows)) == sorted(map(str, whole[table]))


@pytest.mark.parametrize("contents", [(), (None, None), ("", "\n \n"), ("\x00",), ("😀",)])
def test_batch_of_next_to_nothing_goes_through(contents: tuple[str | None, ...]) -> None:
    found = tables(raw(*contents))
    assert found[schema.Documents].height == len(contents)
    assert found[schema.Articles].height == sum(content is not None for content in contents)


def test_document_that_could_not_be_read_is_rejected_with_its_reason() -> None:
    row = tables(raw(None))[schema.Documents].row(0, named=True)
    assert (row["outcome"], row["reason"]) == ("rejected", "empty file")


def test_rejected_document_has_no_rows_whatever_its_record_states() -> None:
    stated = {"url": "https://lantern.example/2022/05/04/ferry", "published": "2022-05-04"}
    found = tables(raw(BODY[0], None, **stated))
    read, rejected = found[schema.Documents]["document_id"]
    filled = {table for table in DOCUMENT_TABLES if rejected in found[table]["document_id"]}
    assert filled == {schema.Documents}
    assert found[schema.ArticleDates]["document_id"].unique().to_list() == [read]


@pytest.mark.parametrize("content", ["word, " * 50_000, "x" * 300_000, "\n".join(f"short {i}" for i in range(20_000))])
def test_outsized_document_is_rebuilt(content: str) -> None:
    lines = tables(raw(content))[schema.Lines]
    assert "".join(line + end for line, end in lines.select("raw", "line_break").iter_rows()) == content


def test_cleaning_a_cleaned_text_keeps_it_whole() -> None:
    once = article(FULL)["text"]
    assert article(once)["text"] == once == "\n".join(BODY)


def test_all_lines_of_a_page_are_told_apart() -> None:
    assert list(kinds(FULL).values()) == [
        "breadcrumb", "page_clock", "headline", "byline", "published_stamp", "body", "related_link", "body", "body",
        "source_credit", "comment",
    ]  # fmt: skip


CHROME = {
    "Thanks for sharing, keep up the good work!": "comment",
    "Sign up for our newsletter": "promo",
    "Donate now and keep us afloat": "promo",
    "We use cookies.": "legal",
    "© 2022 The Lantern. All rights reserved.": "legal",
    "About the author": "author_bio",
    "About us": "about_site",
    "Leave a comment": "comment_form",
    "0 Comments": "comment",
    "source site-3": "extractor_residue",
    "Share this article": "share",
}


def test_chrome_below_the_body_is_dropped_as_what_it_is() -> None:
    found = kinds_of_all(*(page(TITLE, *BODY, line) for line in CHROME))
    assert {line: kinds[line] for line, kinds in zip(CHROME, found, strict=True)} == CHROME
    assert [kinds[paragraph] for kinds in found for paragraph in BODY] == ["body"] * 3 * len(CHROME)


@pytest.mark.parametrize(
    "line",
    [
        "The council voted on Tuesday to close the old harbour bridge after engineers found cracks in two of its piers",
        "LONDON, March 4 (Reuters) - Shares fell 3 percent",
    ],
)
def test_text_of_one_line_is_no_headline_but_the_article(line: str) -> None:
    found = article(line)
    assert found["text"] and found["title"] is None
