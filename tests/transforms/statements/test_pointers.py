"""Queries and the windows in which they look for what they point to."""

import numpy as np

from transforms.statements.pointers import WINDOW, groups


def windows(element: list[int], start: list[int], end: list[int]) -> dict[int, tuple[int, int]]:
    """First element and number of places of each query's window."""
    found: dict[int, tuple[int, int]] = {}
    for group in groups(np.array(element), np.array(start), np.array(end)):
        for number, origin, inside in zip(group.number, group.origin, group.inside, strict=True):
            found[int(number)] = int(origin), int(inside.sum())
    return found


def test_each_query_looks_at_its_whole_paragraph() -> None:
    assert windows([2, 7, 12], [0, 5, 5], [5, 40, 40]) == {0: (0, 5), 1: (5, 35), 2: (5, 35)}


def test_of_a_long_paragraph_it_looks_at_what_stands_around_it() -> None:
    assert windows([1000], [0], [5000]) == {0: (1000 - WINDOW // 2, WINDOW)}
    assert windows([4990], [0], [5000]) == {0: (4990 - WINDOW // 2, 10 + WINDOW // 2)}


def test_no_query_is_lost_where_there_are_many() -> None:
    elements = list(range(0, 90_000, 90))
    assert len(windows(elements, [0] * len(elements), [90_000] * len(elements))) == 1000
