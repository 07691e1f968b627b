import numpy as np

from flows.training.attribution.targets import NOBODY, Batch, Targets, grouped


def some(*queries: tuple[int, float, dict[int, float]]) -> Targets:
    return Targets.of(
        (element, weight, np.array(list(shares), np.int64), np.array(list(shares.values()), np.float32))
        for element, weight, shares in queries
    )


def test_queries_of_a_batch_are_asked_where_they_stand_in_it() -> None:
    targets = some((25, 0.5, {NOBODY: 1}), (3, 1, {2: 0.75, 4: 0.25}), (12, 1, {11: 1}))
    asked = targets.asked(Batch(np.array([2, 24]), np.array([3, 4])))
    assert asked.row.tolist() == [0, 1]
    assert asked.column.tolist() == [1, 1]
    assert asked.weight.tolist() == [1, 0.5]
    assert asked.shares.tolist() == [[0.75, 0, 0.25, 0, 0], [0, 0, 0, 0, 1]]


def test_query_whose_targets_were_cut_off_is_not_asked() -> None:
    asked = some((1, 1, {9: 1}), (2, 1, {1: 0.5, 9: 0.5})).asked(Batch(np.array([0]), np.array([4])))
    assert asked.column.tolist() == [2]
    assert asked.shares.tolist() == [[0, 0.5, 0, 0, 0]]


def test_no_queries_are_asked_of_a_batch_without_any() -> None:
    asked = some((40, 1, {41: 1})).asked(Batch(np.array([0]), np.array([4])))
    assert asked.shares.shape == (0, 5)


def test_groups_hold_everything_once_and_stay_below_the_limit() -> None:
    sizes = np.array([7, 1, 3, 3, 9, 2, 30])
    for random in (None, np.random.default_rng(0)):
        groups = grouped(sizes, 12, random, jitter=2)
        assert sorted(np.concatenate(groups).tolist()) == list(range(7))
        assert all(len(group) == 1 or len(group) * sizes[group].max() <= 12 for group in groups)
        assert all((np.diff(group) > 0).all() for group in groups)


def test_rows_shorter_than_the_longest_are_masked() -> None:
    batch = Batch(np.array([2, 9]), np.array([1, 3]))
    assert batch.mask.tolist() == [[True, False, False], [True, True, True]]
    assert batch.elements[1].tolist() == [9, 10, 11]
