import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transforms.learned.choice import WORDLESS, best_expected, expected_f1
from transforms.learned.pages import Pages

PROBABILITIES = st.lists(st.floats(0.001, 0.999), min_size=1, max_size=7)


def chosen(probability: list[float], words: list[float], sizes: list[int]) -> list[bool]:
    pages = Pages.of(np.array(sizes))
    kept = best_expected(np.array(probability, np.float32), np.array(words, np.float32), pages)
    return [bool(one) for one in kept]


@given(PROBABILITIES)
def test_no_other_choice_by_falling_probability_is_expected_to_be_better(probability: list[float]) -> None:
    pages, words = Pages.of(np.array([len(probability)])), np.ones(len(probability), np.float32)
    values = np.array(probability, np.float32)
    kept = best_expected(values, words, pages)
    best = max(expected_f1(values, words, values >= threshold, pages)[0] for threshold in values.tolist())
    assert expected_f1(values, words, kept, pages)[0] >= best - 1e-6


def test_every_document_keeps_its_likeliest_line() -> None:
    assert chosen([0.01, 0.02, 0.001], [5, 5, 9], [2, 1]) == [False, True, True]


def test_long_lines_weigh_more_than_short_ones() -> None:
    assert chosen([0.99, 0.45], [100, 5], [2]) == [True, False]
    assert chosen([0.6, 0.45], [5, 100], [2]) == [True, True]


def test_documents_are_chosen_from_apart() -> None:
    together = chosen([0.9, 0.4, 0.3, 0.3], [10, 10, 10, 10], [2, 2])
    assert together == chosen([0.9, 0.4], [10, 10], [2]) + chosen([0.3, 0.3], [10, 10], [2])


def test_what_is_certain_is_expected_to_be_right() -> None:
    found = expected_f1(
        np.array([1.0, 0.0], np.float32), np.array([9, 4], np.float32), np.array([True, False]), Pages.of(np.array([2]))
    )
    assert found.tolist() == [1.0]
    assert WORDLESS > 0
