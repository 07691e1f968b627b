import polars as pl
import pytest

from tests.transforms.rows import BODY, TITLE, article, kinds, page
from warehouse import schema
from warehouse.schema import frame_schema


def test_first_line_is_the_headline() -> None:
    assert kinds(page(TITLE, *BODY))[TITLE] == "headline"


@pytest.mark.parametrize("variant", [f"{TITLE}, board says on Monday", "Island ferry bars lorries after cracks"])
def test_longer_or_shorter_variant_below_the_headline_is_a_repeat(variant: str) -> None:
    found = kinds(page(TITLE, variant, "By Ida Morrow", *BODY))
    assert (found[TITLE], found[variant]) == ("headline", "repeat")


def test_paragraph_that_holds_all_words_of_the_headline_is_body() -> None:
    lead = (
        f"{TITLE}, said the board in a letter that reached the islanders on Monday and that nobody there had asked for."
    )
    assert kinds(page(TITLE, lead, *BODY))[lead] == "body"


def test_title_that_the_record_states_finds_the_headline_below_the_menu() -> None:
    found = kinds(page("The Lantern", "World", "Herons of the north", TITLE, *BODY), title=TITLE)
    assert found[TITLE] == "headline"


def test_title_of_the_record_stands_in_when_the_text_shows_none() -> None:
    assert article(page(*BODY), title="Ferry bars lorries")["title"] == "Ferry bars lorries"


def test_teaser_that_stands_twice_is_a_repeat_the_second_time() -> None:
    teaser = "Heron stops traffic on the mole again"
    lines = [TITLE, *BODY, "Latest stories", teaser]
    assert kinds(page(*lines))[teaser] == "related_link"
    assert kinds(page(TITLE, BODY[0], BODY[1], BODY[2], BODY[0].upper()))[BODY[0].upper()] == "repeat"


def test_headline_of_one_word_counts_where_nothing_longer_stands_over_the_body() -> None:
    assert article(page("Ramp", *BODY))["title"] == "Ramp"
    assert article(page("World", *BODY))["title"] is None


@pytest.mark.parametrize(
    "line",
    [
        "[ Skip to main content ]",
        "Search[ ]",
        "World / Harbour / Ferries and ramps of the north",
        "Image caption, The ferry Gannet at the mole before the storm",
        "Wed., Sept. 7th, 2022 at 6:05 p.m. EDT",
    ],
)
def test_furniture_of_the_page_is_no_headline(line: str) -> None:
    found = kinds(page(line, TITLE, *BODY))
    assert found[line] != "headline" and found[TITLE] == "headline"


def test_stated_title_is_no_template_however_often_the_site_shows_it() -> None:
    shared = pl.DataFrame([{"site_id": "lantern.example", "text": TITLE}], schema=frame_schema(schema.SiteTemplates))
    url = "https://lantern.example/ferry"
    assert kinds(page(TITLE, *BODY), shared, url=url)[TITLE] == "site_template"
    assert kinds(page(TITLE, *BODY), shared, url=url, title=f"{TITLE} - The Lantern")[TITLE] == "headline"


def test_line_that_the_address_spells_out_is_the_headline() -> None:
    teaser = "Ferry ramp is safe again, says the board of Tarn"
    address = "https://www.lantern.example/2023/11/island-ferry-bars-lorries-cracks-found?ref=home#top"
    found = kinds(page(teaser, TITLE, *BODY), url=address)
    assert (found[TITLE], found[teaser] == "headline") == ("headline", False)


def test_address_of_a_number_or_two_words_says_nothing_of_the_headline() -> None:
    content = page("News in brief from all islands", TITLE, *BODY)
    plain = kinds(content)
    for path in ("news/brief", "articles/20231105", ""):
        assert kinds(content, url=f"https://www.lantern.example/{path}") == plain


ADDRESS = "https://www.lantern.example/island-ferry-bars-lorries-cracks-found"


def test_first_line_without_a_word_of_a_telling_address_is_no_headline() -> None:
    content = page("Accessibility links", *BODY)
    assert article(content)["title"] == "Accessibility links"
    assert article(content, url=ADDRESS)["title"] is None


@pytest.mark.parametrize("variant", [f"• {TITLE}", "Island ferry bars lorries after cracks are…"])
def test_of_variants_the_first_whole_one_is_the_headline(variant: str) -> None:
    found = kinds(page(variant, TITLE, "By Ida Morrow", *BODY), url=ADDRESS)
    assert (found[TITLE], found[variant] == "headline") == ("headline", False)


def test_line_below_a_short_body_is_no_headline() -> None:
    teaser = "Lorries and ferry: what the harbour board decided"
    found = kinds(page(*BODY, teaser, "By Tom Reiss | May 4, 2022"))
    assert found[teaser] != "headline"
    assert [found[line] for line in BODY] == ["body"] * len(BODY)
