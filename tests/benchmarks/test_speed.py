from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import pytest

from flows.training.public_pages import Record
from tests.benchmarks import peers, speed
from tests.benchmarks.speed import Grown, Timed, cleaning_seconds, growth_table, misses, page_seconds, table
from tests.benchmarks.speed_documents import SYNTHETIC_PAGES, batches, inputs, repeated, spread

ROWS = [
    Timed("newsledger", "trafi_recall", 1000, 0.25),
    Timed("newsledger", "wet", 1000, 1.0),
    Timed("newsledger", "html", 100, 1.0),
    Timed("trafilatura", "html", 100, 2.0),
]
RUNS = [Grown(1000, 1.0, 10**9), Grown(10_000, 10.0, 10**9)]


def test_table_gives_rates_ratios_and_goals() -> None:
    lines = [line.split() for line in table(ROWS)]
    assert lines[1] == ["newsledger", "trafi_recall", "1,000", "0.25", "4,000", "80.00", "3,000/s,", "20", "x"]
    assert lines[3] == ["newsledger", "html", "100", "10.00", "100", "2.00", "1", "x"]
    assert lines[4] == ["trafilatura", "html", "100", "20.00", "50", "1.00"]


def test_nothing_is_missed_within_the_goals() -> None:
    assert list(misses(ROWS, RUNS)) == []


def test_each_goal_that_is_missed_is_said() -> None:
    slow = [Timed("newsledger", "wet", 1000, 2.0), Timed("newsledger", "html", 100, 3.0), ROWS[3]]
    assert list(misses(slow, [RUNS[0], Grown(10_000, 12.0, 10**9)])) == [
        "wet: 500 documents/s, the goal is 600",
        "wet: 10.0 times trafilatura, the goal is 20",
        "html: 0.7 times trafilatura, the goal is 1",
        "10,000 documents: 1.20 times as long each as 1,000",
    ]


def test_without_the_peer_no_ratio_is_a_goal() -> None:
    assert list(misses(ROWS[:1], RUNS)) == []


def test_share_of_the_tree_is_told() -> None:
    rows = [*ROWS, Timed(speed.TREE, "html", 100, 0.25), Timed(speed.OWN_BUILDER, "html", 100, 1.0)]
    assert speed.tree_share(rows) == (
        "of a page's time 25% is BeautifulSoup's tree; its own builder takes 4.0 times as long for it"
    )


def test_growth_is_told_per_document() -> None:
    assert [line.split() for line in growth_table(RUNS)][1:] == [["1,000", "1.00", "1.00"], ["10,000", "1.00", "1.00"]]


def test_without_public_pages_there_are_synthetic_ones(tmp_path: Path) -> None:
    found = inputs(tmp_path)
    assert {source: len(records) for source, records in found.items()} == {
        "trafi_recall": SYNTHETIC_PAGES,
        "wet": SYNTHETIC_PAGES,
        "html": SYNTHETIC_PAGES,
    }
    assert found["html"][0]["html"].startswith("<p>")


def test_spread_takes_from_all_over() -> None:
    assert [one["id"] for one in spread([{"id": number} for number in range(10)], 3)] == [0, 3, 6]


def test_repeated_records_are_documents_of_their_own() -> None:
    records = repeated([{"id": "a", "url": "https://lantern.example/a"}], 2)
    assert list(records) == [
        {"id": "0-a", "url": "https://lantern.example/a?0"},
        {"id": "1-a", "url": "https://lantern.example/a?1"},
    ]


def test_records_are_read_as_batches_while_they_are_made() -> None:
    made: list[int] = []

    def endless() -> Iterator[Record]:
        while True:
            made.append(1)
            yield {"id": len(made), "text": "The harbour was quiet. " * 50_000}

    (batch,) = islice(batches(endless()), 1)
    assert batch.height < 20
    assert len(made) < 40


def test_cleaning_takes_processor_time() -> None:
    assert cleaning_seconds([{"id": "a", "text": "The harbour was quiet on Monday."}]) > 0


def test_page_that_a_peer_fails_on_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    def failing(markup: str, url: str) -> object:
        raise ValueError(markup)

    assert page_seconds(failing, [{"id": "a", "html": "", "url": ""}]) >= 0
    assert capsys.readouterr().err == "a: ValueError\n"


def test_every_peer_is_installed_or_absent() -> None:
    found, absent = peers.installed()
    assert len(found) + len(absent) == 5
    assert not set(found) & set(absent)


def test_tree_is_timed_alone() -> None:
    assert page_seconds(speed.tree, [{"id": "a", "html": "<p>one", "url": ""}]) > 0
