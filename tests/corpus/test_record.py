import json
from datetime import datetime
from typing import Any

import pytest

from tests.corpus.rows import Row, rows_of_lines


def row_of(**fields: Any) -> Row:
    (row,) = rows_of_lines(json.dumps({"text": "News."} | fields).encode())
    return row


def extra_of(row: Row) -> dict[str, Any] | None:
    return None if row["extra"] is None else json.loads(row["extra"])


@pytest.mark.parametrize("name", ["text", "content", "body", "raw_content", "plain_text", "maintext", "html"])
def test_content_is_found_under_each_name(name: str) -> None:
    (row,) = rows_of_lines(json.dumps({name: "Über\r\nuns"}).encode())
    assert (row["content"], row["content_kind"]) == ("Über\r\nuns", "html" if name == "html" else "text")
    assert (row["byte_count"], row["encoding"], row["extra"], row["reason"]) == (10, "utf-8", None, None)


def test_text_comes_before_markup_which_stays_in_extra() -> None:
    row = row_of(html="<p>News.", body="More")
    assert (row["content"], row["content_kind"]) == ("News.", "text")
    assert extra_of(row) == {"body": "More", "html": "<p>News."}


@pytest.mark.parametrize("text", ["", None])
def test_markup_stands_in_for_an_empty_text(text: str | None) -> None:
    row = row_of(text=text, html="<p>News.")
    assert (row["content"], row["content_kind"], row["extra"]) == ("<p>News.", "html", None)


@pytest.mark.parametrize("name", ["url", "requested_url"])
def test_url_is_found_under_each_name(name: str) -> None:
    row = row_of(**{name: "https://example.com/1"})
    assert (row["url"], row["extra"]) == ("https://example.com/1", None)


@pytest.mark.parametrize(("given", "record"), [("a7", "a7"), (7, "7"), (0, "0"), (None, "1"), ("", "1"), (True, "1")])
def test_record_is_the_id_else_the_line(given: object, record: str) -> None:
    assert row_of(id=given)["record"] == record


def test_title_is_kept_and_a_title_that_is_no_string_is_extra() -> None:
    assert row_of(title="A title")["title"] == "A title"
    odd = row_of(title=["A"])
    assert (odd["title"], extra_of(odd)) == (None, {"title": ["A"]})


@pytest.mark.parametrize("name", ["published", "published_date", "date_publish", "date_published", "date"])
def test_publication_date_is_kept_as_written(name: str) -> None:
    row = row_of(**{name: "4. Mai 2022"})
    assert (row["published"], row["fetched_at"], row["extra"]) == ("4. Mai 2022", None, None)


@pytest.mark.parametrize("name", ["timestamp", "fetched_at", "crawl_date", "date_download"])
def test_time_of_the_fetch_is_found_under_each_name(name: str) -> None:
    row = row_of(**{name: "2019-04-25T12:57:54+01:00"})
    assert (row["fetched_at"], row["published"], row["extra"]) == (datetime(2019, 4, 25, 11, 57, 54), None, None)


@pytest.mark.parametrize("marker", [{"dump": "CC-MAIN-2020-05"}, {"warc_filename": "a.warc.gz"}])
def test_date_of_a_crawl_record_is_when_it_was_fetched(marker: dict[str, str]) -> None:
    row = row_of(date="2020-01-17T22:11:40Z", published="17 January", **marker)
    assert (row["fetched_at"], row["published"]) == (datetime(2020, 1, 17, 22, 11, 40), "17 January")
    assert extra_of(row) == marker


def test_what_is_no_time_stays_in_extra() -> None:
    row = row_of(timestamp="just now", date={"day": 1})
    assert (row["fetched_at"], row["published"]) == (None, None)
    assert extra_of(row) == {"timestamp": "just now", "date": {"day": 1}}


def test_other_fields_are_one_object_in_order_without_nulls() -> None:
    row = row_of(z=1, a=["é", 0.5], tags=None, empty="")
    assert row["extra"] == '{"a":["é",0.5],"z":1}'


def test_fields_of_the_wrong_type_never_stop_a_record() -> None:
    odd = {name: [1] for name in ("url", "id", "title", "date", "published", "timestamp", "dump")}
    row = row_of(**odd)
    assert (row["content"], row["reason"]) == ("News.", None)
    assert extra_of(row) == odd


def test_c4_record() -> None:
    row = row_of(timestamp="2019-04-25T12:57:54Z", url="https://example.com/1")
    assert (row["fetched_at"], row["url"], row["published"]) == (
        datetime(2019, 4, 25, 12, 57, 54),
        "https://example.com/1",
        None,
    )


def test_record_without_a_sign_of_itself_is_identified_by_its_text() -> None:
    first, same, other = rows_of_lines(b'{"text":"a"}\n{"text":"a"}\n{"text":"b"}')
    assert first["document_id"] == same["document_id"]
    assert first["article_id"] != other["article_id"]


def test_new_text_under_the_same_url_is_a_new_version() -> None:
    old, new = row_of(url="https://example.com/1"), row_of(url="http://example.com/1/", text="Other.")
    assert old["article_id"] == new["article_id"]
    assert old["document_id"] != new["document_id"]
