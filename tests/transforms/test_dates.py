from datetime import date, datetime

import polars as pl
import pytest

from tests.transforms.rows import BODY, NO_SITES, TITLE, Row, article, loaded, loaded_all, page
from warehouse import schema


def winner(*head: str, **fields: object) -> tuple[str | None, str | None]:
    found = article(page(*head[:-1], TITLE, head[-1], *BODY) if head else page(TITLE, *BODY), **fields)
    return found["published_on"] and str(found["published_on"]), found["date_role"]


STAMPS = {
    "Published: 4 May 2022 18:14": ("2022-05-04", "published"),
    "Last Updated : 05.03.2024": ("2024-03-05", "updated"),
    "UPDATED: March 12, 2024 4:05 PM": ("2024-03-12", "updated"),
    "Veröffentlicht am 21. August 2023": ("2023-08-21", "published"),
    "Publié le 3 février 2023": ("2023-02-03", "published"),
    "Опубликовано 7 июня 2022": ("2022-06-07", "published"),
    "发布时间：2023年8月30日": ("2023-08-30", "published"),
    "13/05/2022": ("2022-05-13", "published"),
}


def test_stamp_gives_the_day() -> None:
    rows = loaded_all(*(page(TITLE, stamp, *BODY) for stamp in STAMPS))
    found = [(str(row["published_on"]), row["date_role"]) for each in rows for row in each[schema.Articles]]
    assert dict(zip(STAMPS, found, strict=True)) == STAMPS


def test_day_and_month_that_cannot_be_told_apart_give_no_date() -> None:
    assert winner("Published 04/05/2022") == (None, None)


@pytest.mark.parametrize(("order", "day"), [("day_first", date(2022, 5, 4)), ("month_first", date(2022, 4, 5))])
def test_order_of_the_site_tells_day_and_month_apart(order: str, day: date) -> None:
    orders = pl.DataFrame(
        {"site_id": ["lantern.example"], "document_count": [1], "day_order": [order]}, NO_SITES.schema
    )
    rows = loaded(page(TITLE, "Published 04/05/2022", *BODY), orders, url="https://www.lantern.example/a")
    assert rows[schema.Articles][0]["published_on"] == day


def test_clock_of_the_page_is_never_the_date() -> None:
    found = article(page("Tarn 14°C", "Friday 6 May 2022", TITLE, *BODY))
    assert (found["published_on"], found["page_date"]) == (None, date(2022, 5, 6))


def test_date_that_the_body_mentions_is_never_the_date() -> None:
    rows = loaded(page(TITLE, *BODY, "The old ramp was opened on 3 May 1958 by the queen, who did not stay for lunch."))
    assert rows[schema.Articles][0]["published_on"] is None
    assert [(row["role"], row["value"]) for row in rows[schema.ArticleDates]] == [("mentioned", date(1958, 5, 3))]


def test_date_after_the_fetch_loses_with_the_reason() -> None:
    rows = loaded(page(TITLE, "Published: 4 May 2031", *BODY), fetched_at=datetime(2023, 1, 1))
    assert rows[schema.ArticleDates][0]["reason"] == "lost: later than the fetch (stamp_label)"
    assert rows[schema.Articles][0]["published_on"] is None


def test_record_wins_over_the_stamp_and_the_stamp_over_the_url() -> None:
    url = "https://lantern.example/2022/05/03/ferry"
    assert winner("Published: 4 May 2022", url=url, published="2022-05-05") == ("2022-05-05", "metadata")
    assert winner("Published: 4 May 2022", url=url) == ("2022-05-04", "published")
    assert winner(url=url) == ("2022-05-03", "url")


def test_dateline_without_a_year_has_no_value() -> None:
    rows = loaded(page(TITLE, f"TARN, March 5 (Reuters) - {BODY[0]}", *BODY[1:]))
    dates: list[Row] = rows[schema.ArticleDates]
    assert [(row["role"], row["value"], row["reason"]) for row in dates] == [
        ("dateline", None, "lost: has no year (dateline)")
    ]


def test_without_evidence_there_is_no_date() -> None:
    assert winner() == (None, None)


def test_day_that_no_calendar_has_is_no_date() -> None:
    assert winner("Published: 31 April 2022") == (None, None)


@pytest.mark.parametrize(
    ("stated", "shown", "day"),
    [
        ("2022-05-05T01:30:00Z", "May 4, 2022", "2022-05-04"),
        ("2022-05-05T01:30:00-05:00", "May 4, 2022", "2022-05-05"),
        ("2022-05-05T01:30:00Z", "May 2, 2022", "2022-05-05"),
        ("2022-05-05T01:30:00Z", "May 5, 2022, updated May 6, 2022", "2022-05-05"),
    ],
)
def test_day_under_the_headline_wins_over_a_moment_in_universal_time(stated: str, shown: str, day: str) -> None:
    head = f"<head><meta property='article:published_time' content='{stated}'></head>"
    body = f"<h1>{TITLE}</h1><p>{shown}</p>" + "".join(f"<p>{line}</p>" for line in BODY)
    assert str(article(f"<html>{head}<body>{body}</body></html>", kind="html")["published_on"]) == day


def test_time_element_of_a_teaser_loses_to_the_stamp_under_the_headline() -> None:
    teaser = "<div><time datetime='2022-05-09'>Monday</time></div>"
    body = f"{teaser}<h1>{TITLE}</h1><p>Published: 4 May 2022</p>" + "".join(f"<p>{line}</p>" for line in BODY)
    assert str(article(f"<html><body>{body}</body></html>", kind="html")["published_on"]) == "2022-05-04"


def test_stamp_without_its_century_is_of_this_one() -> None:
    assert winner("Published 5/14/22") == ("2022-05-14", "published")


def test_zero_of_a_clock_is_no_day_of_publication() -> None:
    head = '<meta property="article:published_time" content="1970-01-01T00:00:00Z">'
    body = f"<h1>{TITLE}</h1>" + "".join(f"<p>{line}</p>" for line in BODY)
    assert article(f"<head>{head}</head><body>{body}</body>", kind="html")["published_on"] is None
