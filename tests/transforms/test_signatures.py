import polars as pl
import pytest

from tests.transforms.rows import BODY, TITLE, article, kinds, page, raw
from transforms.people import article_authors
from transforms.pipeline import judge, render

# What stands under a headline, whom it names, and the day it gives.
SIGNATURES = {
    "Ida MorrowMay 4, 2022[ Comments ]": (["Ida Morrow"], "2022-05-04"),
    "By Ida Morrow and Tom Reiss on May 4, 2022 at 3:53PM PST": (["Ida Morrow", "Tom Reiss"], "2022-05-04"),
    "by Ida Morrow - 05/14/22 11:35 AM ET": (["Ida Morrow"], "2022-05-14"),
    "Ida Morrow · Tarn News · Posted: May 04, 2022 8:25 AM EST | Last Updated: May 6": (["Ida Morrow"], "2022-05-04"),
    "Ida Morrow@idamorrow": (["Ida Morrow"], None),
    "Ida Morrow   Tarn Courier": (["Ida Morrow"], None),
    "Ida Morrow 2 hours ago": (["Ida Morrow"], None),
    "May 4, 2022 3 min read": ([], "2022-05-04"),
    "Tarn Daily Courier / 05:42 AM May 4, 2022": ([], "2022-05-04"),
    "• Ida Morrow, General Editor, F1May 4, 2022, 05:30 PM": (["Ida Morrow"], "2022-05-04"),
    "— Ida Morrow (@idamorrow) May 4, 2022": ([], None),
}


def authors_of(*contents: str) -> list[list[str]]:
    found = article_authors(judge(render(raw(*contents))))
    return [found.filter(pl.col("doc") == doc)["name"].to_list() for doc in range(len(contents))]


def test_signature_under_the_headline_names_its_authors() -> None:
    found = authors_of(*(page(TITLE, line, *BODY) for line in SIGNATURES))
    assert dict(zip(SIGNATURES, found, strict=True)) == {line: names for line, (names, _) in SIGNATURES.items()}


@pytest.mark.parametrize("line", SIGNATURES)
def test_signature_under_the_headline_gives_the_day(line: str) -> None:
    day = article(page(TITLE, line, *BODY))["published_on"]
    assert (day and str(day)) == SIGNATURES[line][1]


def test_label_alone_names_whom_the_next_line_names() -> None:
    assert authors_of(page(TITLE, "By", "Ida Morrow", *BODY)) == [["Ida Morrow"]]


def test_name_that_no_list_knows_signs_beside_a_date() -> None:
    assert authors_of(page(TITLE, "Qwenfrid Ostrander", "May 4, 2022", *BODY)) == [["Qwenfrid Ostrander"]]


def test_words_that_the_text_writes_small_are_no_name() -> None:
    assert authors_of(page(TITLE, "Ferry Lorries", "May 4, 2022", *BODY)) == [[]]


def test_byline_is_found_though_a_heading_of_chrome_covers_the_headline() -> None:
    found = kinds(page("Most read", "Heron stops traffic", TITLE, "By Ida Morrow | May 4, 2022", *BODY), url=None)
    assert found["By Ida Morrow | May 4, 2022"] == "byline"


def test_bylines_of_teasers_far_from_the_headline_sign_other_articles() -> None:
    teasers = [line for n in range(12) for line in (f"Heron number {n} stops traffic", "By Tom Reiss")]
    assert authors_of(page(*teasers, TITLE, "By Ida Morrow", *BODY)) == [["Ida Morrow"]]


@pytest.mark.parametrize(("over", "day"), [("May 4, 2022", "2022-05-04"), ("Wednesday, May 4, 2022", "None")])
def test_date_over_the_headline_is_its_own_unless_it_tells_the_weekday(over: str, day: str) -> None:
    assert str(article(page(over, TITLE, *BODY))["published_on"]) == day


def test_agency_is_the_author_where_nobody_else_is() -> None:
    assert authors_of(page(TITLE, "By Reuters", *BODY), page(TITLE, "By Ida Morrow, Reuters", *BODY)) == [
        ["Reuters"],
        ["Ida Morrow"],
    ]
