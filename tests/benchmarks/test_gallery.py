from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.benchmarks import gallery
from tests.benchmarks.gallery import Judged, Shown, judged, render, runs

GOLD = "The ferry carries no lorries this winter, the board decided.\nNine months\nA new ramp takes long to build."


def ledger(*lines: tuple[str, bool]) -> list[dict[str, object]]:
    return [
        {"raw": raw, "kind": "body" if kept else "promo", "kept": kept, "reason": "said_so", "confidence": 0.9}
        for raw, kept in lines
    ]


def verdicts(*lines: tuple[str, bool]) -> Iterator[str]:
    return (line.verdict for line in judged(ledger(*lines), GOLD))


def test_line_is_judged_by_the_words_in_a_row_that_it_shares_with_the_gold() -> None:
    assert list(
        verdicts(
            ("The ferry carries no lorries this winter, the board decided.", True),
            ("The board of the ferry decided to write us a letter every morning.", True),
            ("A new ramp takes long to build.", False),
            ("Write to us about lorries.", False),
        )
    ) == ["kept", "false kept", "false dropped", "dropped"]


def test_short_line_is_gold_only_as_a_whole_line() -> None:
    assert list(verdicts(("Nine months", False), ("this winter", False), ("[ ]", False))) == [
        "false dropped",
        "dropped",
        "dropped",
    ]


def test_only_several_rightly_dropped_lines_are_folded() -> None:
    dropped, kept = Judged("a", "promo", "", None, False, False), Judged("b", "body", "", None, True, True)
    assert [(folded, len(run)) for folded, run in runs([dropped] * 4 + [kept] + [dropped])] == [
        (True, 4),
        (False, 1),
        (False, 1),
    ]


def test_page_shows_what_is_wrong_and_escapes_what_it_shows() -> None:
    lines = judged(ledger(("<b>Write to us about lorries & ferries every single morning.", True)), GOLD)
    page = Shown("aed", "a", "lantern.example", "", 0.25, 0.2, 0.5, [("Nine months", True)], runs(lines))
    shown = render([page], "wet", "0")
    assert "&lt;b&gt;Write to us about lorries &amp; ferries" in shown
    assert "false kept</span> · body · said_so · 0.90" in shown
    assert "not in the output" in shown


def test_folder_without_the_pages_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert gallery.main(["--data", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
