"""Run after run over the same sources: what was loaded stays, what is new is added, nothing is read twice."""

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.flows.days import second_day
from tests.flows.pages import text
from tests.flows.runs import counts, outcomes, run
from tests.warehouse.rows import contents, rows_of


@pytest.fixture(scope="module")
def second(first_day: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse after the run of the second day: one page was changed, one was removed, one is new."""
    day = second_day(first_day)
    run(day / "news.duckdb", day / "in")
    return Path(shutil.copy(day / "news.duckdb", tmp_path_factory.mktemp("second-day")))


def test_first_run_loads_what_can_be_read_and_says_what_cannot(first_day: Path) -> None:
    select = "select read_count, loaded_count, unchanged_count, quarantined_count, rejected_count from runs"

    assert rows_of(first_day / "news.duckdb", select) == [(7, 6, 0, 0, 1)]
    assert outcomes(first_day / "news.duckdb")["feed.jsonl#3"] == "rejected"


def test_counts_add_up_for_every_source(first_day: Path) -> None:
    select = "select parse_filename(uri), read_count, loaded_count, rejected_count from sources order by all"

    assert rows_of(first_day / "news.duckdb", select) == [
        ("corran.txt", 1, 1, 0),
        ("feed.jsonl", 3, 2, 1),
        ("fellhaven.txt", 1, 1, 0),
        ("sarnesund.txt", 1, 1, 0),
        ("tolmere.txt", 1, 1, 0),
    ]


def test_second_run_adds_a_row_to_runs_and_nothing_else(day: Path) -> None:
    before = contents(day / "news.duckdb")

    summary = run(day / "news.duckdb", day / "in")

    after = contents(day / "news.duckdb")
    assert (summary.outcome, counts(summary)) == ("unchanged", {})
    assert after.pop("runs")[:1] == before.pop("runs")
    assert after == before


def test_touched_file_is_not_read_again(day: Path) -> None:
    os.utime(day / "in" / "corran.txt", (2e9, 2e9))
    before = contents(day / "news.duckdb")

    summary = run(day / "news.duckdb", day / "in")

    after = contents(day / "news.duckdb")
    assert (summary.outcome, counts(summary)) == ("unchanged", {})
    assert {name for name in after if after[name] != before[name]} == {"runs"}


def test_only_the_new_file_and_the_changed_one_are_read(second: Path) -> None:
    select = "select source_count, skipped_source_count, read_count, loaded_count, outcome from runs where run_id = 2"

    assert rows_of(second, select) == [(5, 3, 2, 2, "published")]


def test_changed_text_is_a_new_version_and_the_old_one_stays(second: Path) -> None:
    select = (
        "select version, is_current, contains(text, 'A diver found'), run_id from articles "
        "where title like '%Corran%' order by version"
    )

    assert rows_of(second, select) == [(1, False, False, 1), (2, True, True, 2)]


def test_removed_file_stays_in_the_warehouse(second: Path) -> None:
    assert rows_of(second, "select is_current from articles where title like '%Fellhaven%'") == [(True,)]


def test_rows_of_the_first_run_stay_as_they_were(first_day: Path, second: Path) -> None:
    for table in ("documents", "lines", "line_edits", "article_authors", "check_results", "metrics"):
        kept = rows_of(second, f"select * from {table} where run_id = 1 order by all")
        assert kept == rows_of(first_day / "news.duckdb", f"select * from {table} order by all")


def test_lines_that_a_site_is_known_to_share_are_no_news_to_the_next_run(prefect_server: str, tmp_path: Path) -> None:
    def night(number: int) -> None:
        towns = [f"{letter}{number}" for letter in ("Arn", "Bel", "Cor", "Dal", "Ely")]
        records = [
            {
                "id": town,
                "url": f"https://www.harbour.example/{town}",
                "text": f"{text(town)}\nThe Harbour, since 1871\n",
            }
            for town in towns
        ]
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / f"{number}.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
        assert run(tmp_path / "news.duckdb", tmp_path / "in").outcome == "published"

    night(1)
    night(2)
    select = "select run_id from site_templates where text = 'The Harbour, since 1871'"
    assert rows_of(tmp_path / "news.duckdb", select) == [(1,)]
