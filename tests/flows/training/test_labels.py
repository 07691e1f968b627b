import pytest

from flows.training.labels import label

GOLD = "\n".join(
    [
        "The ferry between Tarn and Gull Island will carry no lorries this winter.",
        "Nine months",
        "Engineers found cracks in the ramp after the storm, and a new one takes nine months to build.",
    ]
)
BODY = GOLD.split("\n")


def kept(*lines: str, gold: str = GOLD) -> list[bool]:
    return label(lines, gold).is_article


def test_lines_of_the_gold_are_the_articles() -> None:
    assert kept("Home", "Weather", *BODY, "More news from the harbour") == [False, False, True, True, True, False]


def test_lines_may_be_broken_elsewhere_than_in_the_gold() -> None:
    first, second = BODY[2].split(" after ")
    assert kept(f"{BODY[0]} {BODY[1]}", first, f"after {second}") == [True, True, True]


def test_a_line_with_a_little_of_the_gold_is_not() -> None:
    assert kept("Read also: cracks in the ramp after a year of warnings by divers and by the pilots' guild") == [False]


def test_a_fragment_between_covered_words_is_and_elsewhere_is_not() -> None:
    one, other = BODY[0].split(" Gull Island ")
    assert kept(one, "Gull Island", other, "Timetable", "Gull Island", "Weather") == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize("place", [0, 5])
def test_of_two_copies_the_one_among_the_article_is(place: int) -> None:
    lines = ["Menu", *BODY, "Menu"]
    lines.insert(place, "Nine months")
    assert kept(*lines)[place] is False
    assert kept(*lines).count(True) == 3


def test_lines_without_words_are_not() -> None:
    assert label(["***", BODY[0]], GOLD).word_counts == [0, 13]
    assert kept("***", BODY[0]) == [False, True]


def test_words_are_covered_across_lines() -> None:
    assert label(["one two", "three four", "five"], "one two three four").covered == [1, 1, 0]
