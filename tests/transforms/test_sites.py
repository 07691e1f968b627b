import pytest

from tests.transforms.rows import raw
from transforms.pipeline import render
from transforms.sites import registered_domain


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.tarn-lantern.example/a", "tarn-lantern.example"),
        ("https://news.bbc.co.uk/1", "bbc.co.uk"),
        ("lantern.example/a", "lantern.example"),
        ("https://localhost/a", None),
        ("https://10.0.0.1/a", None),
        ("https://[broken", None),
        ("", None),
    ],
)
def test_site_is_the_registered_domain(url: str, domain: str | None) -> None:
    assert registered_domain(url) == domain


def test_dates_that_read_one_way_only_are_counted() -> None:
    counts = render(raw("on 13/05/2022 and 05/13/2022 and 14-05-2022 and 04/05/2022")).documents
    assert counts.select("day_first_count", "month_first_count").row(0) == (2, 1)
