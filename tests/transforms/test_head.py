import pytest

from tests.transforms.rows import BODY, TITLE, article, kinds, known, loaded, page
from warehouse import schema


def test_kicker_stands_over_the_headline_and_standfirst_below() -> None:
    found = article(
        page(
            "A winter without lorries",
            TITLE,
            "Islanders fear for their shops, and the board is sorry",
            "By Ida Morrow",
            *BODY,
        )
    )
    assert (found["kicker"], found["standfirst"]) == (
        "A winter without lorries",
        "Islanders fear for their shops, and the board is sorry",
    )


def test_sentence_between_headline_and_byline_is_the_standfirst() -> None:
    sentence = "Islanders fear for their shops, and the board is sorry."
    assert known(page(TITLE, sentence, "By Ida Morrow", *BODY))[sentence] == "standfirst"


def test_sentence_before_the_dateline_is_the_standfirst() -> None:
    sentence = "Islanders fear for their shops, and the board is sorry."
    assert known(page(TITLE, sentence, f"TARN (Reuters) - {BODY[0]}", *BODY[1:]))[sentence] == "standfirst"


def test_first_paragraph_without_anything_below_it_is_body() -> None:
    sentence = "Islanders fear for their shops, and the board is sorry."
    assert kinds(page(TITLE, sentence, *BODY))[sentence] == "body"


def test_section_word_alone_over_the_headline_is_the_section() -> None:
    assert article(page("World", TITLE, *BODY))["section"] == "World"


@pytest.mark.parametrize("name", ["Ida Morrow", "Ida Morrow and Tom Reiss"])
def test_bare_name_beside_the_date_is_the_byline(name: str) -> None:
    assert kinds(page(TITLE, f"{name}\n4 May 2022", *BODY))[name] == "byline"


def test_bare_date_is_the_clock_over_the_headline_and_the_stamp_below() -> None:
    found = kinds(page("Friday 6 May 2022", TITLE, "4 May 2022", *BODY))
    assert (found["Friday 6 May 2022"], found["4 May 2022"]) == ("page_clock", "published_stamp")


def test_row_of_cells_over_the_headline_is_a_menu() -> None:
    row = "The Northern Lantern\tWorld\tHarbour\tContact"
    assert kinds(page(row, TITLE, *BODY))[row] == "navigation"


def test_glued_breadcrumb_is_no_headline() -> None:
    crumb = f"HomeNews{TITLE}"
    found = kinds(page(crumb, TITLE, *BODY))
    assert (found[crumb], found[TITLE]) == ("breadcrumb", "headline")


@pytest.mark.parametrize(
    "line", ["Wed., Sept. 7th, 2022 at 6:05 p.m. EDT", "18:05 07.09.2022", "Tarn, 7 September 2022", "Tarn – 7.9.2022"]
)
def test_line_of_time_place_and_date_under_the_headline_is_the_stamp(line: str) -> None:
    found = loaded(page(TITLE, line, *BODY))
    assert [row["kind"] for row in found[schema.Lines] if row["raw"] == line] == ["published_stamp"]
    assert str(found[schema.Articles][0]["published_on"]) == "2022-09-07"


def test_source_line_with_a_date_gives_source_and_date() -> None:
    rows = loaded(page("港口委员会决定冬季停运货车", "来源：新华社 2022年9月7日 10:04", *BODY))
    assert str(rows[schema.Articles][0]["published_on"]) == "2022-09-07"
    assert [row["name"] for row in rows[schema.Credits]] == ["新华社"]
