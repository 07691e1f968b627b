"""Numbers as the pages write them."""

import pytest

from expectations.report import wording
from expectations.report.naming import naming
from expectations.report.wording import Unit
from expectations.trends.watched import watched


@pytest.mark.parametrize(
    ("ratio", "shown"),
    [(0, "0.0%"), (0.0004, "< 0.1%"), (0.125, "12.5%"), (0.9996, "> 99.9%"), (1, "100.0%")],
)
def test_share_never_rounds_to_all_or_nothing(ratio: float, shown: str) -> None:
    assert wording.share(ratio) == shown


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (None, "share", "–"),
        (1234.0, "count", "1,234"),
        (1.0, "days", "1 day"),
        (0.25, "seconds", "0.25 s"),
        (9.96, "seconds", "10.0 s"),
        (200.0, "seconds", "3 min 20 s"),
        (7260.0, "seconds", "2 h 1 min"),
        (3.456, "number", "3.46"),
        (0.5, "rate", "0.5/s"),
    ],
)
def test_values_have_their_unit(value: float | None, unit: Unit, shown: str) -> None:
    assert wording.measure(value, unit) == shown


def test_limits_may_be_open_to_one_side() -> None:
    assert wording.between(0.1, 0.2, "share") == "10.0% to 20.0%"
    assert wording.between(None, 3, "days") == "at most 3 days"
    assert wording.between(4, None, "count") == "at least 4"
    assert wording.between(None, None, "count") is None


def test_long_values_are_cut_and_stand_on_one_line() -> None:
    assert wording.short("a\n b", 10) == "a b"
    assert wording.short("abcdefghij klm", 11) == "abcdefghij…"


def test_invisible_characters_are_shown_by_their_numbers() -> None:
    assert wording.visible("\u200b ") == "U+200B U+0020"
    assert wording.visible("\u200bword") == "\u200bword"


def test_metric_is_called_by_what_follows_its_colon() -> None:
    assert naming("dropped_ratio:related_link").title == "related link"
    assert naming("dropped_ratio").title == "characters dropped"
    assert naming("something_new_ratio").title == "something new ratio"
    assert naming("something_new_ratio").unit == "share"


def test_every_watched_metric_has_a_title() -> None:
    with_a_part = {"articles_ratio", "field_ratio", "documents_per_second"}
    names = [f"{name}:x" if name in with_a_part else name for name in watched()]
    assert [name for name in names if naming(name).group == "Other"] == []
