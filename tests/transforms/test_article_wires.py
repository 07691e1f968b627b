from tests.transforms.rows import BODY, TITLE, Row, loaded, loaded_all, page
from warehouse import schema

FIRST, *REST = BODY


def _markup(*authors: str) -> str:
    tags = "".join(f'<meta name="author" content="{author}">' for author in authors)
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY)
    return f"<html><head><title>{TITLE}</title>{tags}</head><body><h1>{TITLE}</h1>{paragraphs}</body></html>"


def _wire(rows: dict[type, list[Row]]) -> str | None:
    wire: str | None = rows[schema.Articles][0]["wire"]
    return wire


def test_wire_is_found_in_what_was_cut_and_credited() -> None:
    rows = loaded(page(TITLE, f"TARN, March 5 (Xinhua) -- {FIRST}", *REST))
    article = rows[schema.Articles][0]
    assert (article["wire"], article["text"]) == ("Xinhua", "\n".join(BODY))
    assert [(row["kind"], row["agency"], row["line_no"]) for row in rows[schema.Credits]] == [("agency", "Xinhua", 3)]


def test_wire_is_found_in_lines_that_were_dropped() -> None:
    lines = ("Ida Morrow, Reuters", "TARN, March 5 (AFP) -", "Source: BelTA")
    found = loaded_all(*(page(TITLE, line, *BODY) for line in lines))
    assert [_wire(rows) for rows in found] == ["Reuters", "AFP", "BelTA"]
    assert [[row["agency"] for row in rows[schema.Credits]] for rows in found] == [["Reuters"], ["AFP"], ["BelTA"]]


def test_agency_of_a_picture_is_not_the_wire() -> None:
    assert _wire(loaded(page(TITLE, "Photo: Ida Morrow/AFP", *BODY))) is None


def test_only_stated_author_may_be_the_wire() -> None:
    found = [loaded(_markup(*names), kind="html") for names in (("Associated Press",), ("Ida Morrow", "Reuters"))]
    assert [_wire(rows) for rows in found] == ["AP", None]


def test_agency_alone_over_a_text_is_its_wire_where_nobody_signs_it() -> None:
    found = loaded_all(page(TITLE, "Reuters", *BODY), page(TITLE, "By Ida Morrow", "Reuters", *BODY))
    assert [_wire(rows) for rows in found] == ["Reuters", None]


def test_agency_over_a_text_weighs_more_than_a_copyright_below_it() -> None:
    assert _wire(loaded(page(TITLE, "Reuters", *BODY, "© 2024 The Canadian Press"))) == "Reuters"


def test_byline_of_another_article_is_not_the_wire() -> None:
    teaser = ("More news", "Lighthouse keeper retires after storm", "By Reuters")
    assert _wire(loaded(page(TITLE, "By Ida Morrow", *BODY, *teaser))) is None
