from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.identity import article_id, document_id, normalised_url, rejected_ids, source_id

URI = "file:///data/a.jsonl"


@pytest.mark.parametrize(
    "spelling",
    [
        "https://www.example.com/News/1",
        "http://www.example.com/News/1",
        "HTTPS://WWW.Example.COM/News/1",
        "https://www.example.com:443/News/1",
        "http://www.example.com:80/News/1/",
        "https://www.example.com/News/1#comments",
        "https://www.example.com/News/1?",
        "https://www.example.com/News/1?utm_source=x&UTM_Medium=y&fbclid=1&gclid=2",
        " https://www.example.com/News/1\n",
    ],
)
def test_spellings_of_one_address_are_one(spelling: str) -> None:
    assert normalised_url(spelling) == "http://www.example.com/News/1"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/a?b=2&a=1&utm_id=3", "http://example.com/a?b=2&a=1"),
        ("https://example.com/a?utmost=1", "http://example.com/a?utmost=1"),
        ("https://example.com:8443/a", "http://example.com:8443/a"),
        ("https://example.com/", "http://example.com"),
        ("https://[2001:DB8::1]/a", "http://[2001:db8::1]/a"),
        ("ftp://example.com/a", "ftp://example.com/a"),
    ],
)
def test_what_tells_pages_apart_stays(url: str, expected: str) -> None:
    assert normalised_url(url) == expected


@pytest.mark.parametrize("url", ["", "/news/1", "example.com/news", "http://", "http://[::1", "http://a:99999/"])
def test_what_is_no_absolute_address_has_no_form(url: str) -> None:
    assert normalised_url(url) is None


@given(st.text())
def test_any_text_is_normalised_once_and_for_all(text: str) -> None:
    once = normalised_url("https://example.com/" + text)
    assert once is None or normalised_url(once) == once


def test_url_outweighs_id_and_file() -> None:
    first = article_id(URI, "1" * 64, url="https://example.com/1", record="7")
    assert first == article_id("file:///other", "2" * 64, url="http://example.com/1/")


def test_id_counts_within_its_file() -> None:
    assert article_id(URI, "1" * 64, record="7") == article_id(URI, "2" * 64, record="7")
    assert article_id(URI, "1" * 64, record="7") != article_id("file:///other", "1" * 64, record="7")
    assert article_id(URI, "1" * 64, url="/relative", record="7") == article_id(URI, "1" * 64, record="7")


def test_nameless_record_is_its_content_and_a_file_is_its_uri() -> None:
    assert article_id(URI, "1" * 64) != article_id(URI, "2" * 64)
    assert article_id(URI, None) == article_id(URI, None) != article_id("file:///other", None)


def test_ids_are_24_hex_digits_of_sha256() -> None:
    article = article_id(URI, None)
    assert document_id(article, "ab" * 32) == sha256((article + "ab" * 32).encode()).hexdigest()[:24]
    assert source_id(URI, "cd" * 32) == sha256(f"{URI}\n{'cd' * 32}".encode()).hexdigest()[:24]


def test_reject_is_the_same_until_its_file_changes() -> None:
    assert rejected_ids(URI, "line 3", "s1") == rejected_ids(URI, "line 3", "s1")
    assert rejected_ids(URI, "line 3", "s1") != rejected_ids(URI, "line 4", "s1")
    article, document = rejected_ids(URI, "line 3", "s1")
    assert rejected_ids(URI, "line 3", "s2") == (article, rejected_ids(URI, "line 3", "s2")[1])
    assert rejected_ids(URI, "line 3", "s2")[1] != document
