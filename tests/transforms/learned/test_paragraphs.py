import numpy as np
import polars as pl
import pytest

from tests.transforms.learned.rows import laid_out
from transforms.learned.paragraphs import joins
from transforms.learned.units import number_units, units

BROKEN = [
    "Harbour",
    "The old ferry from Tarn harbour to",
    "Gull Island",
    "will carry no lorries, the board’s chairwoman",
    "Maud Ellery",
    "said after the vote, and the mayor agreed with the",
    "Lantern",
    ", which had reported it first.",
    "A second paragraph names the",
    "harbour engineer",
    ", who found the cracks in the ramp.",
    "Weather",
]


def joined(*documents: list[str]) -> list[bool]:
    return [bool(one) for one in joins(*laid_out(*documents))]


def test_paragraphs_broken_at_links_are_joined() -> None:
    frame = pl.DataFrame({"doc": [0] * len(BROKEN), "text": BROKEN})
    assert units(number_units(frame))["text"].to_list() == [
        "Harbour",
        "The old ferry from Tarn harbour to Gull Island will carry no lorries, the board’s chairwoman Maud Ellery said "
        "after the vote, and the mayor agreed with the Lantern, which had reported it first.",
        "A second paragraph names the harbour engineer, who found the cracks in the ramp.",
        "Weather",
    ]


def test_a_whole_document_beside_a_broken_one_is_left_alone() -> None:
    whole = ["Harbour", "the ferry is late", "It will not sail on Monday.", "more"]
    assert joined(whole, BROKEN) == [False] * 4 + joined(BROKEN)
    assert not any(joined(whole))


def test_nothing_is_joined_across_documents() -> None:
    assert not joined(BROKEN[:-1], ["and so it went on", *BROKEN])[len(BROKEN) - 1]


@pytest.mark.parametrize("line", ["x", "é", "—", "'s", "’", "漢"])
def test_the_shortest_lines_are_looked_at_too(line: str) -> None:
    assert joined([line] * 6, [line]).count(True) in (0, 5)


def test_units_count_over_the_batch_and_keep_their_first_line() -> None:
    lines = pl.DataFrame(
        {"doc": [0] * len(BROKEN) + [1], "line_no": [*range(1, len(BROKEN) + 1), 1], "text": [*BROKEN, "Next"]}
    )
    found = units(number_units(lines))
    assert found["unit"].to_list() == [0, 1, 2, 3, 4]
    assert found["line_no"].to_list() == [1, 2, 9, 12, 1]
    assert np.all(np.diff(number_units(lines)["unit"].to_numpy()) >= 0)
