import numpy as np

from transforms.learned.pages import FAR, Pages, signed_log

PAGES = Pages.of(np.array([3, 1, 2]))


def test_lines_know_their_document_and_its_edges() -> None:
    assert PAGES.number.tolist() == [0, 0, 0, 1, 2, 2]
    assert PAGES.first.tolist() == [0, 0, 0, 3, 4, 4]
    assert PAGES.end.tolist() == [3, 3, 3, 4, 6, 6]


def test_distances_stop_at_the_edge_of_the_document() -> None:
    flag = np.array([False, True, False, False, False, True])
    assert PAGES.since(flag).tolist() == [FAR, 0, 1, FAR, FAR, 0]
    assert PAGES.until(flag).tolist() == [1, 0, FAR, FAR, 1, 0]


def test_sums_above_and_below_leave_the_line_itself_out() -> None:
    above, below = PAGES.above_below(np.array([1.0, 2.0, 4.0, 8.0, 16.0, 32.0]))
    assert above.tolist() == [0, 1, 3, 0, 0, 16]
    assert below.tolist() == [6, 4, 0, 0, 32, 0]


def test_last_of_equally_good_lines_is_best() -> None:
    assert PAGES.last_best(np.array([1.0, 5.0, 5.0, 0.0, 2.0, 1.0])).tolist() == [2, 3, 4]


def test_signed_log_is_odd() -> None:
    assert signed_log(np.array([-3, 0, 3])).tolist() == [-signed_log(np.array([3]))[0], 0, signed_log(np.array([3]))[0]]
