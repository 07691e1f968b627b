"""The index over all runs."""

from pathlib import Path

from expectations.report import write_report
from tests.expectations.report.history import REFUSED_RUN
from tests.expectations.report.reading import page, table


def test_all_runs_are_listed_newest_first_with_what_was_found(faulty_reports: Path) -> None:
    rows = table(page(faulty_reports / "index.html"))
    assert [row[0] for row in rows[1:]] == [str(run_id) for run_id in range(20, 0, -1)]
    assert rows[1] == ["20", "refused", "20 March 2024, 03:15 UTC", "3", "4", "12", "3", "4", "2", "3"]
    assert rows[2][1:5] == ["published", "19 March 2024, 03:15 UTC", "–", "–"]


def test_only_runs_that_have_a_page_are_links(healthy_copy: Path) -> None:
    folder = healthy_copy.parent / "reports"
    write_report(healthy_copy, 20, folder)
    assert [link["href"] for link in page(folder / "index.html").find_all("a")] == ["20.html"]
    write_report(healthy_copy, REFUSED_RUN, folder)
    assert [link["href"] for link in page(folder / "index.html").find_all("a")] == ["20.html", "9.html"]
