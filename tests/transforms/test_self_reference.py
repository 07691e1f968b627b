import polars as pl

from tests.transforms.rows import BODY, NO_TEMPLATES, TITLE, kinds, page

URL = "https://www.tarn-lantern.example/a"
TEMPLATES = (
    pl.DataFrame({"site_id": ["tarn-lantern.example"] * 3, "text": ["Tarn Lantern", "World", "Light on the north"]})
    .join(NO_TEMPLATES.drop("site_id"), on="text", how="left")
    .select(NO_TEMPLATES.columns)
)


def test_name_of_the_site_over_the_headline_is_navigation_also_where_every_page_has_it() -> None:
    found = kinds(page("Tarn Lantern", "World", "Light on the north", TITLE, *BODY), TEMPLATES, url=URL)
    assert list(found.values())[:3] == ["navigation", "navigation", "site_template"]


def test_template_in_the_comments_stays_a_template() -> None:
    found = kinds(page(TITLE, *BODY, "1 Comment", "Well said.", "Light on the north"), TEMPLATES, url=URL)
    assert found["Light on the north"] == "site_template"


def test_sentence_in_the_footer_that_opens_with_the_name_of_the_site_is_about_the_site() -> None:
    line = "The Tarn Lantern, 3 Quay Street, Tarn"
    assert kinds(page(TITLE, *BODY, "Share", line), url=URL)[line] == "about_site"


def test_owner_in_the_copyright_line_names_the_site_of_a_bare_text() -> None:
    line = "The Tarn Lantern has come out every working day since the year of the flood."
    assert kinds(page(TITLE, *BODY, "Share", line, "© The Tarn Lantern"))[line] == "about_site"


def test_heading_about_the_site_covers_what_follows() -> None:
    line = "We are a small newsroom of five people and a dog."
    assert kinds(page(TITLE, *BODY, "About the Lantern", line), url=URL)[line] == "about_site"


def test_body_that_speaks_of_the_site_is_kept() -> None:
    line = "The Tarn Lantern had asked the board for the report in March, and was sent a photograph of a heron instead."
    assert kinds(page(TITLE, BODY[0], line, *BODY[1:]), url=URL)[line] == "body"


def test_last_line_that_opens_with_the_name_of_the_author_is_the_biography() -> None:
    line = "Ida Morrow lives on a boat and is looking for another one, preferably dry."
    assert kinds(page(TITLE, "By Ida Morrow", *BODY, line))[line] == "author_bio"
    assert kinds(page(TITLE, "By Tom Reiss", *BODY, line))[line] == "body"
