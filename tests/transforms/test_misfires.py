import pytest

from tests.transforms.rows import BODY, TITLE, article, kinds_of_all, known, loaded_all, page
from warehouse import schema

SENTENCES = (
    "By Tuesday the ramp was closed.",
    "By Mayor Ellery’s count, four lorries are left.",
    "By June, Gull Island will have no bread.",
    "Von Montag an ist die Rampe gesperrt.",
    "The deck was so hot at 38°C that nobody dared to walk on it barefoot.",
    "Source: the board’s own minutes, which were read out on Monday, say so.",
    "The newsletter of the board reaches 900 islanders, its secretary said.",
    "Fishermen can sign up for the hearing in the net loft until Sunday.",
    "All rights reserved for fishermen in the charter were left untouched, said the board.",
)
APPEALS = {
    "Sign up for our newsletter and read about the harbour every morning.": "promo",
    "You can support our independent journalism from as little as a crown.": "promo",
}
BYLINES = (
    "By Ida Morrow",
    "By Ida van der Morrow Jr.",
    "By Ida Morrow, Tarn",
    "Par Zoé D’Ambre avec AFP",
    "ByIda Morrow",
)


def test_sentence_among_paragraphs_that_a_rule_would_take_is_body() -> None:
    found = kinds_of_all(*(page(TITLE, BODY[0], sentence, *BODY[1:]) for sentence in SENTENCES))
    assert [kinds[sentence] for kinds, sentence in zip(found, SENTENCES, strict=True)] == ["body"] * len(SENTENCES)
    assert all(kinds[line] == "body" for kinds in found for line in BODY)


def test_sentence_like_a_byline_has_no_author_and_leaves_the_lead_in_the_body() -> None:
    for rows in loaded_all(*(page(TITLE, BODY[0], sentence, BODY[1]) for sentence in SENTENCES[:3])):
        assert rows[schema.ArticleAuthors] == []
        assert rows[schema.Articles][0]["text"].startswith(BODY[0])


@pytest.mark.parametrize("appeal", APPEALS)
def test_appeal_to_the_reader_among_paragraphs_is_known_and_the_body_goes_on(appeal: str) -> None:
    found = known(page(TITLE, BODY[0], appeal, *BODY[1:]))
    assert [found[appeal], *(found[line] for line in BODY)] == [APPEALS[appeal], "edge", "edge", "edge"]


def test_names_behind_a_label_are_a_byline() -> None:
    found = kinds_of_all(*(page(TITLE, line, *BODY) for line in BYLINES))
    assert [kinds[line] for kinds, line in zip(found, BYLINES, strict=True)] == ["byline"] * len(BYLINES)


def test_standfirst_is_never_all_there_is() -> None:
    assert article(page(TITLE, BODY[0], "By Ida Morrow", "Home"))["text"] == BODY[0]
