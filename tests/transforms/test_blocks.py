from tests.transforms.rows import BODY, TITLE, kinds, page

TEASERS = ("Lighthouse keeper retires for the third time", "Heron stops traffic on the mole")


def test_teasers_under_a_heading_of_related_links_are_related_links() -> None:
    found = kinds(page(TITLE, *BODY, "Latest stories", *TEASERS))
    assert [found[line] for line in ("Latest stories", *TEASERS)] == ["related_link"] * 3


def test_block_in_mid_article_ends_at_the_next_paragraph() -> None:
    found = kinds(page(TITLE, *BODY, "Latest stories", TEASERS[0], *(f"Then again, {line}" for line in BODY)))
    assert [found[f"Then again, {line}"] for line in BODY] == ["body"] * 3
    assert found[TEASERS[0]] == "related_link"


def test_everything_under_the_heading_of_comments_is_a_comment() -> None:
    found = kinds(page(TITLE, *BODY, "2 Comments", "Old Salt", "My uncle built that ramp and nobody ever thanked him."))
    assert list(found.values())[-3:] == ["comment"] * 3


def test_advert_label_covers_the_lines_that_stand_close_below_it() -> None:
    found = kinds(page(TITLE, BODY[0], "Advertisement\nBoots for every weather", *BODY[1:]))
    assert found["Boots for every weather"] == "advert"
    assert [found[line] for line in BODY] == ["body"] * 3


def test_footer_that_a_rule_knows_is_not_swallowed_by_the_comments() -> None:
    assert kinds(page(TITLE, *BODY, "1 Comment", "Well said.", "© 2023 The Lantern"))["© 2023 The Lantern"] == "legal"
