"""Stretches of elements without others."""

import pytest

from transforms.statements.spans import without


@pytest.mark.parametrize(
    ("holes", "left"),
    [
        ([], [(3, 9)]),
        ([(0, 2), (10, 12)], [(3, 9)]),
        ([(3, 4)], [(5, 9)]),
        ([(9, 9)], [(3, 8)]),
        ([(5, 6)], [(3, 4), (7, 9)]),
        ([(4, 4), (6, 7)], [(3, 3), (5, 5), (8, 9)]),
        ([(0, 12)], []),
    ],
)
def test_holes_are_cut_out_of_a_stretch(holes: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    assert without((3, 9), holes) == left
