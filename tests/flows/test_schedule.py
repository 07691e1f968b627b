from datetime import timedelta

import pytest

from flows.schedule import BadScheduleError, When, parse_schedule

imports_prefect = pytest.mark.process  # which takes seconds


@pytest.mark.parametrize(
    ("every", "interval"),
    [
        ("6h", timedelta(hours=6)),
        ("30m", timedelta(minutes=30)),
        ("1d", timedelta(days=1)),
        ("5s", timedelta(seconds=5)),
        ("1h30m", timedelta(minutes=90)),
    ],
)
def test_interval_is_read(every: str, interval: timedelta) -> None:
    assert parse_schedule(None, every, "UTC") == When(None, "UTC", interval)


@imports_prefect
def test_cron_line_is_read_with_its_time_zone() -> None:
    assert parse_schedule("15 3 * * *", None, "Europe/Oslo") == When("15 3 * * *", "Europe/Oslo", None)


@pytest.mark.parametrize("every", ["", "soon", "0s", "-6h", "6 parsecs"])
def test_bad_interval_is_shown_with_good_ones(every: str) -> None:
    with pytest.raises(BadScheduleError, match="is no interval: use 6h, 30m, 1d or 20s"):
        parse_schedule(None, every, "UTC")


@imports_prefect
@pytest.mark.parametrize("cron", ["", "daily", "61 3 * * *", "15 3 * *", "* * * * * * * *"])
def test_bad_cron_line_is_shown_with_a_good_one(cron: str) -> None:
    with pytest.raises(BadScheduleError, match="is no cron line: five fields such as 15 3"):
        parse_schedule(cron, None, "UTC")


@pytest.mark.parametrize("timezone", ["Mars/Olympus", "", "../etc/passwd"])
def test_unknown_time_zone_is_named(timezone: str) -> None:
    with pytest.raises(BadScheduleError, match="no time zone is called"):
        parse_schedule("15 3 * * *", None, timezone)


@pytest.mark.parametrize(("cron", "every"), [(None, None), ("15 3 * * *", "6h")])
def test_exactly_one_of_cron_and_interval_is_asked_for(cron: str | None, every: str | None) -> None:
    with pytest.raises(BadScheduleError, match="either --cron"):
        parse_schedule(cron, every, "UTC")


def test_schedule_says_when() -> None:
    assert str(When("15 3 * * *", "UTC", None)) == "by cron 15 3 * * * (UTC)"
    assert str(When(None, "UTC", timedelta(hours=6))) == "every 6:00:00"
