"""The goals of a large run's report."""

from tests.benchmarks.report_size import misses


def test_goals_are_named_when_they_are_missed() -> None:
    assert list(misses(9.9, 2_999_999)) == []
    assert list(misses(12.0, 4_000_000)) == [
        "the report takes 12.0 s, the goal is 10 s", "the page has 4,000,000 bytes, the goal is 3,000,000",
    ]  # fmt: skip
