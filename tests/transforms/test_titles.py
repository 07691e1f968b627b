import pytest

from tests.transforms.rows import BODY, TITLE, article

PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)


def title_of(head: str, body: str = "") -> str | None:
    page = f"<html><head>{head}</head><body>{body}{PARAGRAPHS}</body></html>"
    found: str | None = article(page, kind="html", url="https://www.lantern.example/a")["title"]
    return found


@pytest.mark.parametrize("stated", [f"{TITLE} | The Lantern", f"{TITLE} - News - lantern.example", TITLE])
def test_stated_title_loses_the_name_of_the_site(stated: str) -> None:
    expected = TITLE if "News" not in stated else f"{TITLE} - News"
    assert title_of(f"<title>{stated}</title>") == expected


def test_stated_title_keeps_what_does_not_name_the_site() -> None:
    assert title_of(f"<title>{TITLE} | Part two</title>") == f"{TITLE} | Part two"


def test_top_heading_is_the_title_though_the_markup_states_another() -> None:
    head = '<meta property="og:title" content="Ferry to Gull Island bars lorries: what to know | The Lantern">'
    assert title_of(head, f"<p>Live: storm warning for the sound lifted</p><h1>{TITLE}</h1>") == TITLE


def test_site_name_in_the_top_heading_is_no_title() -> None:
    head = f'<meta property="og:title" content="{TITLE}">'
    assert title_of(head, f"<h1>The Lantern</h1><div>News</div><h1>{TITLE}</h1>") == TITLE
