"""A first day to go on from: some sources and the warehouse of a run over them."""

import shutil
from pathlib import Path

from tests.flows.pages import write_feed, write_page
from tests.flows.runs import run


def make_first_day(folder: Path) -> Path:
    """Write four pages and a feed of two records and a broken line to `in`, and run over them to `news.duckdb`."""
    day = folder / "day"
    for town in ("Tolmere", "Corran", "Fellhaven", "Sarnesund"):
        write_page(day / "in", town)
    write_feed(day / "in" / "feed.jsonl", "Oxcleave", "Vorrin")
    run(day / "news.duckdb", day / "in")
    return day.rename(folder / "first-day")


def next_day(first_day: Path) -> Path:
    """Return the first day's folder, as it was. It has one name for all who go on: that is part of every uri."""
    day = first_day.with_name("day")
    shutil.rmtree(day, ignore_errors=True)
    shutil.copytree(first_day, day)
    return day


def second_day(first_day: Path) -> Path:
    """Return the folder of a second day, not run yet: one page was changed, one was removed, one is new."""
    day = next_day(first_day)
    write_page(day / "in", "Corran", more="A diver found the drawings the next day.")
    (day / "in" / "fellhaven.txt").unlink()
    write_page(day / "in", "Orvik")
    return day
