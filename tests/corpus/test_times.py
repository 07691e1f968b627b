from datetime import datetime

import pytest

from corpus.times import parse_time


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2019-04-25T12:57:54Z", datetime(2019, 4, 25, 12, 57, 54)),
        ("2019-04-25T12:57:54+02:00", datetime(2019, 4, 25, 10, 57, 54)),
        ("2019-04-25T12:57:54.123456789Z", datetime(2019, 4, 25, 12, 57, 54, 123456)),
        ("2019-04-25 12:57:54", datetime(2019, 4, 25, 12, 57, 54)),
        ("2019-04-25", datetime(2019, 4, 25)),
        (" 2019-04-25\n", datetime(2019, 4, 25)),
        ("20190425125754", datetime(2019, 4, 25, 12, 57, 54)),
        (1556197074, datetime(2019, 4, 25, 12, 57, 54)),
        (1556197074500, datetime(2019, 4, 25, 12, 57, 54, 500000)),
        (1556197074.5, datetime(2019, 4, 25, 12, 57, 54, 500000)),
    ],
)
def test_time_is_read_as_naive_utc(value: object, expected: datetime) -> None:
    assert parse_time(value) == expected


@pytest.mark.parametrize(
    "value",
    ["", "soon", "25/04/2019", "20191325125754", "1556197074", None, True, [], {}, 0, -1, 10**30, float("nan"),
     float("inf"), "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z", "9999-12-31T23:59:59-10:00"],
)  # fmt: skip
def test_what_is_no_time_of_the_web_is_null(value: object) -> None:
    assert parse_time(value) is None
