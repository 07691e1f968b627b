import polars as pl
import pytest

from expectations.trends.moves import moves
from expectations.trends.usual import compare
from expectations.trends.watched import Metric, Unit
from tests.expectations.trends.numbers import numbers


def metric(unit: Unit, change: float, **values: object) -> Metric:
    known = {"name": "m", "about": "m", "unit": unit, "scopes": ("site",), "change": change, "worse": "both"}
    return Metric.model_validate(known | values)


def moved(unit: Unit, change: float, values: list[float], basis: int = 100, **more: object) -> list[str]:
    """Return the severity of the finding of the last of the values, if there is one."""
    watched = {"m": metric(unit, change, **more)}
    return moves(numbers("m", values, basis), len(values), watched)["severity"].to_list()


@pytest.mark.parametrize(
    ("unit", "change", "usual", "value"),
    [
        ("share", 0.1, 0.9, 0.5),
        ("mean", 0.1, 0.5, 0.8),
        ("count", 3, 100, 20),
        ("size", 2, 300, 900),
        ("days", 3, 1, 12),
        ("rate", 3, 500, 50),
    ],
)
def test_a_far_move_is_found_in_every_unit(unit: Unit, change: float, usual: float, value: float) -> None:
    assert moved(unit, change, [usual] * 8 + [value]) == ["warning"]
    assert moved(unit, change, [usual] * 9) == []


def test_a_move_too_small_to_mind_is_none() -> None:
    assert moved("share", 0.1, [0.9] * 20 + [0.83], basis=100_000) == []


def test_few_articles_may_differ_by_chance() -> None:
    assert moved("share", 0.1, [0.9] * 20 + [0.5], basis=4) == []


def test_what_swings_anyway_may_swing() -> None:
    swinging = [0.3, 0.9, 0.5, 0.8, 0.35, 0.7, 0.95, 0.4, 0.6, 0.75]
    assert moved("share", 0.1, [*swinging, 0.2], basis=10_000) == []
    assert moved("share", 0.1, [0.6] * 10 + [0.2], basis=10_000) == ["warning"]


def test_one_odd_run_does_not_change_what_is_usual() -> None:
    assert moved("share", 0.1, [*[0.9] * 9, 0.0, 0.9]) == []
    assert moved("share", 0.1, [*[0.9] * 9, 0.0, 0.4]) == ["warning"]


def test_far_moves_for_the_worse_are_critical() -> None:
    assert moved("share", 0.1, [0.9] * 10 + [0.0], worse="down", critical=0.5) == ["critical"]
    assert moved("share", 0.1, [0.1] * 10 + [1.0], worse="down", critical=0.5) == ["warning"]
    assert moved("share", 0.1, [0.9] * 10 + [0.5], worse="down", critical=0.5) == ["warning"]


def test_fewer_than_five_runs_are_held_to_bounds_alone() -> None:
    assert moved("share", 0.1, [0.9] * 4 + [0.1]) == []
    assert moved("share", 0.1, [0.9] * 4 + [0.1], low=0.5) == ["warning"]
    assert moved("share", 0.1, [0.9] * 4 + [0.1], low=0.5, basis=10) == []
    assert moved("share", 0.1, [0.2] * 12 + [0.2], low=0.5) == []


def test_only_the_last_twenty_runs_are_compared_with() -> None:
    (row,) = compare(numbers("m", [0.1] * 15 + [0.9] * 21), 36, metric("share", 0.1)).to_dicts()
    assert (row["center"], row["compared_count"]) == (0.9, 20)


def test_edges_stay_where_a_share_can_be() -> None:
    (row,) = compare(numbers("m", [0.95] * 10), 10, metric("share", 0.2)).to_dicts()
    assert (row["low"] < 0.76, row["high"]) == (True, 1.0)


def test_shares_of_few_are_pooled_over_runs() -> None:
    values = [1.0] * 20 + [0.0] * 7
    (row,) = compare(numbers("m", values, basis=3), 27, metric("share", 0.1)).to_dicts()
    assert (row["value"], row["basis_count"], row["run_count"], row["compared_count"]) == (0.0, 21, 7, 20)


def run(name: str, values: list[float], basis: int) -> pl.DataFrame:
    return numbers(name, values, basis, scope="all", scope_kind="run")


def test_another_mix_of_sites_is_no_move_of_the_run() -> None:
    """A site without titles brings half of the last run; that it has none is as it always was."""
    both = metric("share", 0.1, scopes=("run", "site"))
    rich, poor = numbers("m", [1.0] * 9, 50), numbers("m", [0.0] * 9, 50, scope="poor.example")
    counts = [numbers("articles", [50] * 9), numbers("articles", [*[2] * 8, 50], scope="poor.example")]
    whole = run("m", [*[0.96] * 8, 0.5], 100)
    assert moves(pl.concat([rich, poor, *counts, whole]), 9, {"m": both}).rows() == []
    fallen = numbers("m", [*[1.0] * 8, 0.0], 50)
    found = moves(pl.concat([fallen, numbers("articles", [50] * 9), run("m", [*[1.0] * 8, 0.0], 50)]), 9, {"m": both})
    assert sorted(found["scope"].to_list()) == ["all", "one.example"]
