"""The measure itself, on pages written for it; where the public pages are, their figures too."""

from pathlib import Path

import orjson
import pytest

from flows.training import public_pages
from flows.training.public_pages import PublicPages
from tests.benchmarks import accuracy
from tests.benchmarks.accuracy import Score, records, table
from tests.benchmarks.reliability import certainty, reliability


@pytest.fixture
def pages(tmp_path: Path) -> PublicPages:
    """One set of two pages, one of them English."""
    (tmp_path / "data" / "html").mkdir(parents=True)
    (tmp_path / "dumps" / "aed").mkdir(parents=True)
    gold = [
        {"id": "a", "lang": "en", "url": "https://lantern.example/a", "html": "html/a.html", "gold_text": "Ferry."},
        {"id": "b", "lang": "de", "url": "https://lantern.example/b", "html": "html/b.html", "gold_text": "Fähre."},
    ]
    (tmp_path / "data" / "aed.jsonl").write_bytes(b"\n".join(orjson.dumps(one) for one in gold))
    (tmp_path / "data" / "html" / "a.html").write_bytes(b"<p>Ferry.</p>\xff")
    (tmp_path / "dumps" / "aed" / "wet.jsonl").write_bytes(orjson.dumps({"id": "a", "text": "Home\nFerry."}))
    return PublicPages(tmp_path, tmp_path / "score_articles.py", "0")


def test_pages_of_one_language_become_records(pages: PublicPages) -> None:
    gold, given = records(pages, "aed", "wet")

    assert [one["id"] for one in gold] == ["a"]
    assert given == [{"id": "a", "text": "Home\nFerry.", "url": "https://lantern.example/a"}]


def test_input_without_url_has_none(pages: PublicPages) -> None:
    assert records(pages, "aed", "wet without url")[1] == [{"id": "a", "text": "Home\nFerry."}]


def test_markup_that_is_not_utf8_is_measured_too(pages: PublicPages) -> None:
    assert records(pages, "aed", "html")[1][0]["html"] == "<p>Ferry.</p>\ufffd"


def test_table_gives_the_mean_of_the_news_sets_beside_that_of_others() -> None:
    scores = {
        ("wet", name): Score(f1, 0.9, 0.8, 1, {})
        for name, f1 in zip(public_pages.NEWS, (0.9, 0.92, 0.94, 0.96), strict=True)
    }

    lines = list(table(scores))

    assert lines[1].split() == ["wet", "0.900", "0.920", "0.940", "0.960", "0.9300", "0.950", "0.9000"]
    assert lines[2].split()[0] == "others"
    assert "0.800 / 1" in lines[5]


def test_folder_without_the_pages_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert accuracy.main(["--data", str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err


def test_reliability_compares_what_was_said_with_what_is_right() -> None:
    lines = list(reliability([(0.92, True), (0.98, True), (0.95, False), (0.51, False)]))

    assert [line.split() for line in lines[1:]] == [["0.50", "1", "0.510", "0.000"], ["0.90", "3", "0.950", "0.667"]]


def test_confidences_are_those_of_kept_lines_that_hold_something() -> None:
    body = "The ferry between Tarn and Gull Island will carry no lorries this winter."
    lines = [
        {"raw": "Home", "kept": False, "confidence": 0.9},
        {"raw": " ", "kept": False, "confidence": 1.0},
        {"raw": body, "kept": True, "confidence": 0.95},
        {"raw": "Read on", "kept": True, "confidence": 0.6},
    ]

    assert certainty([{"id": "a", "gold_text": body}], [{"id": "a", "lines": lines}]) == [(0.95, True), (0.6, False)]
