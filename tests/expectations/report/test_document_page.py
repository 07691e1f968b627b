"""The page of a document: every line in its place, what was cut, the dates, who says what."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from expectations.report import write_document
from tests.expectations.report.history import DOCUMENT, HELD
from tests.expectations.report.reading import page, section, table, text
from tests.expectations.stage import LINES
from warehouse.connection import opened
from warehouse.explain import DocumentLookupError


@pytest.fixture(scope="module")
def document(faulty_reports: Path) -> BeautifulSoup:
    return page(faulty_reports / "documents" / f"{DOCUMENT}.html")


def test_every_line_stands_as_it_came(document: BeautifulSoup) -> None:
    shown = []
    for line in document.select(".ledger li"):
        for replacement in line.find_all("ins"):
            replacement.extract()
        shown.append(line.select(".text")[0].get_text())
    assert shown == [raw for _, raw in LINES]


def test_lines_are_coloured_by_kind_and_say_why(faulty_reports: Path) -> None:
    lines = page(faulty_reports / "documents" / f"{DOCUMENT}.html").select(".ledger li")
    assert [line["class"][0] for line in lines] == [
        "menu", "metadata", "metadata", "blank", "body", "body", "elsewhere", "metadata", "metadata",
    ]  # fmt: skip
    assert lines[0]["title"] == "breadcrumb: rule, 0.90"
    assert text(lines[0].select(".why")[0]) == "breadcrumb dropped, rule 0.90"
    assert text(lines[5].select(".why")[0]) == "body , rule 0.90"


def test_cuts_are_struck_through_and_repairs_stand_beside(faulty_reports: Path) -> None:
    edited = section(page(faulty_reports / "documents" / f"{DOCUMENT}.html"), "line-5")
    assert [one.get_text() for one in edited.find_all("del")] == ["date 2024-03-05 ", "&amp;"]
    assert [one.get_text() for one in edited.find_all("ins")] == ["&"]
    assert edited.find_all("del")[0]["title"] == "date prefix: rule, date 2024-03-05"


def test_dates_say_which_won_and_why(document: BeautifulSoup) -> None:
    (dates,) = [one for one in document.find_all("section") if text(one).startswith("Dates considered")]
    assert table(dates)[1:] == [
        ["won", "2024-03-05", "2024-03-05", "published", "5", "stamp"],
        ["lost", "unknown", "3/4/24", "mentioned", "5", "stamp"],
    ]


def test_statements_name_their_speakers(document: BeautifulSoup) -> None:
    (said,) = [one for one in document.find_all("section") if text(one).startswith("Who says what")]
    assert table(said)[1] == ["Anna Café written “Café” envoy FR", "mixed", "envoys 🤝", "before, 0.90"]


def test_document_in_quarantine_shows_why_and_its_content(faulty_reports: Path, tmp_path: Path) -> None:
    path = tmp_path / "held.html"
    write_document(faulty_reports.parent / "news.duckdb", HELD, path)
    shown = text(page(path))
    assert "a later check" in shown and "“We <left>,” he said." in shown


def test_long_document_of_a_report_is_cut_and_says_so_but_whole_when_asked_for(
    faulty_copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from expectations.report import pages

    monkeypatch.setattr(pages, "MOST_CHARS", 100)
    pages.write_report(faulty_copy, 20, tmp_path / "reports")
    cut = page(tmp_path / "reports" / "documents" / f"{DOCUMENT}.html")
    assert len(cut.select(".ledger li")) == 4
    assert f"5 more lines: newsledger explain {DOCUMENT} --html FILE writes them all." in text(cut)
    write_document(faulty_copy, DOCUMENT, tmp_path / "whole.html")
    assert len(page(tmp_path / "whole.html").select(".ledger li")) == len(LINES)


def test_markup_in_a_document_is_text_on_its_page(faulty_copy: Path, tmp_path: Path) -> None:
    with opened(faulty_copy, "warehouse") as con:
        con.execute("update lines set raw = '<img src=x onerror=alert(1)>' where line_no = 6")
    write_document(faulty_copy, DOCUMENT, tmp_path / "page.html")
    tree = page(tmp_path / "page.html")
    assert tree.find_all("img") == []
    assert "<img src=x onerror=alert(1)>" in text(section(tree, "line-6"))


def test_unknown_document_is_an_error_and_no_page(faulty_reports: Path, tmp_path: Path) -> None:
    with pytest.raises(DocumentLookupError, match="no document is called 'nothing'"):
        write_document(faulty_reports.parent / "news.duckdb", "nothing", tmp_path / "page.html")
    assert list(tmp_path.iterdir()) == []
