import polars as pl
import pytest

from tests.transforms.rows import BODY, TITLE, loaded, loaded_all, page, raw
from transforms.language import detect_language
from transforms.people import article_authors
from transforms.pipeline import judge, render
from warehouse import schema

CREDITS = {
    "© Ida Morrow / Pool / DPA": ("photo", "Ida Morrow / Pool / DPA", "DPA"),
    "Photo: Ida Morrow/AFP": ("photo", "Ida Morrow/AFP", "AFP"),
    "Image courtesy of the Navy": ("photo", "the Navy", None),
    "The ferry at the mole. (Photo: Ida Morrow/AP)": ("photo", "Ida Morrow/AP", "AP"),
    "Source:TASS": ("source", "TASS", "TASS"),
    "By Ida Morrow, Reuters": ("agency", "Reuters", "Reuters"),
}
AUTHORS = {
    "By Ida Morrow": ["Ida Morrow"],
    "By Ida Morrow and Tom Reiss": ["Ida Morrow", "Tom Reiss"],
    "Ida Morrow, Reuters": ["Ida Morrow"],
    "By Ida Morrow, Defence Correspondent": ["Ida Morrow"],
    "By Quentin Sable": ["Quentin Sable"],
    "Von Ida Morrow und Tom Reiss": ["Ida Morrow", "Tom Reiss"],
    "ByIda Morrow": ["Ida Morrow"],
    "Par Zoé D'Ambre avec AFP": ["Zoé D'Ambre"],
    "By Ida Morrow Staff Writer": ["Ida Morrow"],
    "By World Editor": [],
    "Staff report": [],
    "By our correspondent": [],
}


def test_credit_names_whom_it_credits() -> None:
    rows = loaded_all(*(page(TITLE, line, *BODY) for line in CREDITS))
    found = [[(row["kind"], row["name"], row["agency"]) for row in each[schema.Credits]] for each in rows]
    assert found == [[credit] for credit in CREDITS.values()]


def test_copyright_of_the_publication_in_the_footer_credits_nobody() -> None:
    rows = loaded(page(TITLE, *BODY, "© The Lantern"))
    assert rows[schema.Credits] == []
    assert rows[schema.Lines][-1]["kind"] == "legal"


def test_byline_gives_the_authors() -> None:
    batch = judge(render(raw(*(page(TITLE, byline, *BODY) for byline in AUTHORS))))
    found = article_authors(batch)
    names = [found.filter(pl.col("doc") == doc)["name"].to_list() for doc in range(len(AUTHORS))]
    assert dict(zip(AUTHORS, names, strict=True)) == AUTHORS


def test_related_link_keeps_its_title_without_the_label() -> None:
    rows = loaded(page(TITLE, BODY[0], "Also Read: Heron stops traffic", *BODY[1:], "Latest stories", "Keeper retires"))
    assert [row["title"] for row in rows[schema.RelatedLinks]] == ["Heron stops traffic", "Keeper retires"]


def test_tags_line_gives_the_tags() -> None:
    rows = loaded(page(TITLE, *BODY, "Tags: ferry, ramp , winter"))
    assert [row["tag"] for row in rows[schema.ArticleTags]] == ["ferry", "ramp", "winter"]


def test_language_is_that_of_the_text() -> None:
    assert detect_language(BODY[0]) == "en"
    assert detect_language("Die Fähre nimmt im Winter keine Lastwagen mit, teilte der Hafenrat am Montag mit.") == "de"
    assert detect_language("Паром не будет брать грузовики этой зимой, сообщил в понедельник совет порта.") == "ru"
    assert detect_language("Fog.") is None


PARAGRAPHS = "".join(f"<p>{line}</p>" for line in BODY)


@pytest.mark.parametrize(
    ("stated", "byline", "names"),
    [
        ("Ida Morrow", "By Ida Morrow and Tom Reiss", ["Ida Morrow", "Tom Reiss"]),
        ("Ida Morrow, Tom Reiss", "By Ida Morrow", ["Ida Morrow"]),
        ("Tom Reiss", "By Ida Morrow", ["Tom Reiss"]),
        ("The Lantern", "By Ida Morrow", ["Ida Morrow"]),
        ("Tarn Daily Courier", "By Ida Morrow", ["Ida Morrow"]),
        ("Harbour Watchers", "", ["Harbour Watchers"]),
    ],
)
def test_byline_wins_over_the_markup_where_both_name_somebody(stated: str, byline: str, names: list[str]) -> None:
    head = f'<head><meta property="og:site_name" content="The Lantern"><meta name="author" content="{stated}"></head>'
    content = f"<html>{head}<body><h1>{TITLE}</h1><p>{byline}</p>{PARAGRAPHS}</body></html>"
    found = article_authors(judge(render(raw(content, kind="html"))))
    assert found["name"].to_list() == names
