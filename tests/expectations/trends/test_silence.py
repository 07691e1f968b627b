import polars as pl
import pytest

from expectations.trends.silence import silent
from tests.expectations.trends.numbers import numbers, runs


def scopes(*values: float | None) -> list[tuple[str, int]]:
    """Return whether the site with so many articles in each run, the last one this one's, is silent, and how long."""
    together = pl.concat([numbers("articles", values), runs(len(values))])
    return silent(together, len(values)).select("scope", "run_count").rows()


SILENT = "one.example"


def test_a_site_that_always_brings_much_is_silent_at_once() -> None:
    assert scopes(*[12] * 6, None) == [(SILENT, 1)]


def test_a_site_that_speaks_is_not_silent() -> None:
    assert scopes(*[12] * 6, 1) == []


def test_one_article_a_night_may_be_missing_for_a_night() -> None:
    assert scopes(*[1] * 19, None) == []
    assert scopes(*[1] * 19, *[None] * 3) == [(SILENT, 3)]


def test_a_site_that_pauses_every_week_end_does_so_again() -> None:
    week = [9, 9, 9, 9, 9, None, None]
    assert scopes(*week, *week) == []
    assert scopes(*week, *week, None) == [(SILENT, 3)]


def test_an_archive_loaded_once_is_no_habit() -> None:
    assert scopes(1000, *[None] * 12) == []


def test_too_few_runs_say_nothing() -> None:
    assert scopes(12, 12, 12, 12, None) == []


@pytest.mark.parametrize(("usual", "severity"), [(10, "warning"), (30, "critical")])
def test_who_brings_much_is_missed_more(usual: int, severity: str) -> None:
    together = pl.concat([numbers("articles", [usual] * 6 + [None]), runs(7)])
    assert silent(together, 7)["severity"].to_list() == [severity]
