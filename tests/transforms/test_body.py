import pytest

from tests.transforms.rows import BODY, TITLE, article, judged, kinds, kinds_of_all, known, page


def test_subheading_in_the_body_is_kept() -> None:
    headings = ("Nine months without a ramp", "what the islanders say", "Who pays for the ramp?", "Будет ли паром?")
    found = kinds_of_all(*(page(TITLE, BODY[0], heading, *BODY[1:]) for heading in headings))
    assert [kinds[heading] for kinds, heading in zip(found, headings, strict=True)] == ["subheading"] * 4


def test_quotation_of_one_line_is_kept() -> None:
    quotation = "“A ramp is not a bridge.”"
    assert kinds(page(TITLE, *BODY[:2], quotation, BODY[2]))[quotation] == "quote_block"


def test_list_is_kept() -> None:
    items = ("• 9:15: the ferry leaves", "• 9:40: the ramp is closed", "• 10:20: the board is told")
    found = kinds(page(TITLE, BODY[0], "\n".join(items), *BODY[1:]))
    assert [found[item] for item in items] == ["list_item"] * 3


def test_short_last_paragraph_may_be_the_bodys() -> None:
    assert known(page(TITLE, *BODY, "The heron stayed."))["The heron stayed."] == "edge"


def test_body_goes_on_behind_a_link_in_mid_article() -> None:
    found = kinds(page(TITLE, BODY[0], "Also Read: Heron stops traffic", *BODY[1:]))
    assert found["Also Read: Heron stops traffic"] == "related_link"
    assert [found[line] for line in BODY] == ["body"] * 3


LIKE_CHROME = (
    "Read more about the ramp than anyone should, the clerk told us, and you still will not know why it cracked.",
    "Share prices of the shipyard fell by a fifth after the engineers’ report had been read out to the council.",
    "The browser on the ticket machine had refused cookies since the spring, which is why nobody could book.",
    "The copyright of the drawings belongs to an engineer in Gull who has not been seen since the storm in March.",
)


def test_sentence_that_begins_like_chrome_is_kept() -> None:
    found = kinds_of_all(*(page(TITLE, BODY[0], sentence, *BODY[1:]) for sentence in LIKE_CHROME))
    assert [kinds[sentence] for kinds, sentence in zip(found, LIKE_CHROME, strict=True)] == ["body"] * 4


def test_document_without_prose_keeps_what_it_has() -> None:
    assert article("Fog.")["text"] == "Fog."


def test_every_line_has_a_kind_a_reason_and_a_confidence() -> None:
    lines = judged(page("Home", TITLE, *BODY, "???", "0 Comments")).lines
    assert lines.select("kind", "reason", "confidence").null_count().row(0) == (0, 0, 0)


def test_table_under_the_body_is_chrome() -> None:
    assert kinds(page(TITLE, *BODY, "Crown / dollar\t0.1432"))["Crown / dollar\t0.1432"] == "other_chrome"


@pytest.mark.xfail(strict=True, reason="a heading and a short sentence behind the core read like a footer")
def test_short_section_at_the_end_is_kept() -> None:
    found = kinds("\n".join([TITLE, *BODY, "What about the heron", "It stays."]))
    assert found["It stays."] == "body"


INSERTED = ("Also Read: Heron stops traffic", "Photo: Ida Morrow/AFP", "Advertisement")


@pytest.mark.parametrize("line", INSERTED)
def test_short_sentences_at_the_end_behind_an_inserted_line_may_be_the_bodys(line: str) -> None:
    found = known(page(TITLE, *BODY, line, "The heron stayed.", "Nobody minded."))
    assert (found["The heron stayed."], found["Nobody minded."]) == ("edge", "edge")


def test_sentence_directly_under_an_advert_label_may_be_the_bodys() -> None:
    found = known("\n".join([TITLE, *BODY, "Advertisement", "The heron stayed."]))
    assert (found["Advertisement"], found["The heron stayed."]) == ("advert", "edge")
