import numpy as np
import pytest

from tests.transforms.learned.rows import laid_out
from transforms.learned.characters import read_characters
from transforms.learned.shape import shape_columns

PARAGRAPH = "The ferry will carry no lorries this winter, the harbour board decided on Monday after a long debate."


def columns(*documents: list[str]) -> dict[str, list[float]]:
    text, pages = laid_out(*documents)
    return {
        name: np.asarray(values, float).round(6).tolist()
        for name, values in shape_columns(read_characters(text), pages)
    }


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Harbour", "begins_capital"), ("and so on", "begins_small"), ("12 boats", "begins_digit"),
        ("“So", "begins_quote"), ("Éclair", "begins_beyond_ascii"), ("| More", "begins_mark"),
        ("It sank.", "ends_sentence"), ("Did it sink?", "ends_question"), ("He said:", "ends_colon"),
        ("and so on", "ends_small"), ("In 1987", "ends_digit"), ("More >", "ends_mark"),
        ("© The Lantern", "has_copyright"), ("• A point", "has_bullet"), ("HARBOUR NEWS", "is_capitals"),
        ("12.03.2024", "is_numeric"),
    ],
)  # fmt: skip
def test_marks_of_a_line_are_seen(line: str, name: str) -> None:
    assert columns([line])[name] == [1]


def test_core_is_the_run_with_most_prose() -> None:
    found = columns(["Menu", PARAGRAPH, "Menu", *["Link"] * 20, PARAGRAPH, "Photo", PARAGRAPH, PARAGRAPH, "About"])
    assert found["in_core"] == [0] * 23 + [1] * 4 + [0]


def test_documents_do_not_see_each_other() -> None:
    one, other = ["Menu", PARAGRAPH, "About"], [PARAGRAPH, PARAGRAPH]
    together, alone = columns(one, other), columns(one)
    assert {name: values[:3] for name, values in together.items()} == alone


def test_lines_that_repeat_on_the_page_are_counted_there_only() -> None:
    assert columns(["Read more", "Read more", "x"], ["Read more"])["repeats_on_page"] == [1, 1, 0, 0]


def test_shares_of_characters_lie_between_0_and_1() -> None:
    found = columns(["ABC", "123 ...", "•••", "日本語"])
    for name in ("capitals", "digits", "beyond_ascii", "bars", "symbols", "east_asian", "brackets", "dashes"):
        assert all(0 <= value <= 1 for value in found[name])
