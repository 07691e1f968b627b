"""The page of a run: what it says, in which order."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from expectations.report import UnknownRunError, write_report
from tests.expectations.report.history import BAD_CHECK, DOCUMENT, HELD, LAST_RUN, LONG_SITE, REFUSED_RUN, SITES
from tests.expectations.report.reading import page, section, table, text
from tests.expectations.stage import insert
from tests.warehouse.rows import row
from warehouse.connection import opened
from warehouse.schema import Documents, Findings, Runs


@pytest.fixture(scope="module")
def refused(faulty_reports: Path) -> BeautifulSoup:
    return page(faulty_reports / f"{LAST_RUN}.html")


@pytest.fixture(scope="module")
def published(healthy_reports: Path) -> BeautifulSoup:
    return page(healthy_reports / f"{LAST_RUN}.html")


def first(tree: BeautifulSoup, selector: str) -> Tag:
    found = tree.select_one(selector)
    assert found is not None, f"{selector} is not on the page"
    return found


def test_verdict_counts_what_stands_for_itself(refused: BeautifulSoup) -> None:
    # Three critical ones; of five warnings one is explained by another finding and one is accepted, and one
    # expectation failed without a finding.
    assert text(first(refused, "h1")) == (
        "Refused: the warehouse stays as it was before this run. 3 critical findings, 4 warnings."
    )
    assert "Dates were found for 31% of the articles" in text(first(refused, ".verdict"))


def test_verdict_of_a_healthy_run_says_that_nothing_is_to_be_looked_at(published: BeautifulSoup) -> None:
    assert text(first(published, "h1")) == (
        "Published: 3 new documents in the warehouse, of 10 read. There is nothing to look at."
    )
    assert published.select(".worst") == []


def test_three_worst_findings_are_named_under_the_verdict(refused: BeautifulSoup) -> None:
    worst = refused.select(".worst a")
    assert [one["href"] for one in worst] == ["#finding-1", "#finding-2", "#finding-3"]
    assert f"{SITES[1]} fell silent" in text(worst[1])


def test_sections_stand_in_their_order(refused: BeautifulSoup) -> None:
    assert [one["id"] for one in refused.find_all("section")] == [
        "documents", "findings", "trends", "sites", "taken", "time", "settings", "dictionary",
    ]  # fmt: skip


def test_funnel_names_every_leak_and_adds_up(refused: BeautifulSoup) -> None:
    rows = [[cell.split(" (")[0] for cell in row[:2]] for row in table(section(refused, "documents"))[1:]]
    assert [[name.split(" held back")[0].split(" known ")[0].split(" could ")[0], count] for name, count in rows] == [
        ["read", "12"],
        ["loaded", "3"], ["current articles", "3"], ["superseded versions", "0"],
        ["unchanged", "4"],
        ["quarantined", "2"], ["a later check", "1"], ["text has no entities", "1"],
        ["rejected", "3"], ["line …, at byte …: not JSON", "2"], ["empty: the file has no bytes", "1"],
    ]  # fmt: skip
    assert text(first(refused, ".sum")) == "12 read = 3 loaded + 4 unchanged + 2 quarantined + 3 rejected adds up"


def test_accounts_that_do_not_add_up_are_shown_as_such(faulty_copy: Path) -> None:
    with opened(faulty_copy, "warehouse") as con:
        con.execute("update runs set read_count = 15 where run_id = 20")
    tree = page(write_report(faulty_copy, LAST_RUN, faulty_copy.parent / "reports"))
    assert text(first(tree, ".sum")).endswith("does not add up: 3 missing")


def test_documents_that_a_later_run_took_over_are_a_part_of_their_own(faulty_copy: Path) -> None:
    with opened(faulty_copy, "warehouse") as con:
        con.execute("delete from documents where outcome = 'rejected' and record = '2'")
    tree = page(write_report(faulty_copy, LAST_RUN, faulty_copy.parent / "reports"))
    assert ["other reasons, or read again since", "1", ""] in table(section(tree, "documents"))


def test_findings_stand_worst_first_and_what_is_explained_is_folded(refused: BeautifulSoup) -> None:
    found = section(refused, "findings")
    top = [one for one in found.select("article.finding") if not one.find_parent("details")]
    marks = [text(one.select(".mark")[0]) for one in top]
    assert marks == ["critical"] * 3 + ["warning"] * 4
    explained = section(refused, "finding-1").select(".explained article")
    assert [one["id"] for one in explained] == ["finding-5"]
    assert f"site {LONG_SITE}" in text(explained[0])


def test_finding_shows_its_value_and_what_is_usual(refused: BeautifulSoup) -> None:
    shown = text(first(refused, "#finding-1 dl"))
    assert shown == "this run 31.0% usual in 18 good runs 84.0% to 88.0%"
    assert "allowed at most 3 days" in text(section(refused, "finding-6"))
    (age,) = [card for card in refused.select(".trend") if "age of the newest article" in text(card)]
    assert text(age).endswith("allowed at most 3 days")
    assert "this run 0.0% usual in 18 good runs at least 40.0%" in text(section(refused, "finding-7"))


def test_finding_of_a_site_has_the_trend_of_that_site(refused: BeautifulSoup) -> None:
    assert first(refused, "#finding-2 svg")["aria-label"] == "new documents: 0 in run 20, usual 430 to 470"


def test_failed_expectation_shows_its_first_rows_and_the_sql_for_all(refused: BeautifulSoup) -> None:
    finding = section(refused, "finding-3")
    rows = table(finding)
    assert rows[0] == ["document", "statement id", "value"]
    assert len(rows) == 1 + 10
    assert rows[1][2] == "<script>alert(1)</script>"
    assert "The first 10 of 23 rows" in text(finding)
    assert text(first(refused, "#sql-3")) == (
        f"select * from check_failures where run_id = 20 and check_name = '{BAD_CHECK}' order by failure_no;"
    )


def test_query_of_a_finding_is_run_and_shown(refused: BeautifulSoup) -> None:
    rows = table(section(refused, "finding-1"))
    assert rows[0] == ["document", "article id", "title", "date role"]
    assert ["one.txt", "Talks & <b>pipelines</b>"] in [[cells[0], cells[2]] for cells in rows]
    assert text(first(refused, "#sql-1")).endswith("from articles where published_on is not null;")


def test_query_that_cannot_be_run_says_so_and_the_page_is_there(refused: BeautifulSoup) -> None:
    assert "Its query could not be run: Catalog Error" in text(section(refused, "finding-6"))


def test_failed_expectation_without_a_finding_is_shown_as_one(refused: BeautifulSoup) -> None:
    shown = text(section(refused, "finding-9"))
    assert shown.startswith("warning text has no entities fails")
    assert "oil &amp; gas" in shown
    # The document is not in the warehouse: there is no page to link to.
    assert section(refused, "finding-9").find("a") is None


def test_accepted_finding_is_folded_at_the_end_with_its_reason(refused: BeautifulSoup) -> None:
    accepted = first(refused, "details.accepted")
    assert [one["id"] for one in accepted.select("article")] == ["finding-8"]
    assert "Accepted: The live ticker joined on 1 March." in text(accepted)
    assert section(refused, "findings").find_all("article")[-1]["id"] == "finding-8"


def test_run_without_findings_says_how_many_expectations_hold(published: BeautifulSoup) -> None:
    assert "None: all 1 expectation hold" in text(section(published, "findings"))


def test_trends_show_every_metric_of_the_run_by_group(published: BeautifulSoup) -> None:
    trends = section(published, "trends")
    cards = {text(card.select(".name")[0]): card for card in trends.select(".trend")}
    assert len(cards) == 28
    assert text(cards["with a title"]) == "with a title 95.1% median of 18 runs 97.2%"
    assert cards["with a title"].select("svg")[0]["aria-label"] == (
        "with a title: 95.1% in run 20, median of 18 runs 97.2%"
    )
    assert [text(head) for head in trends.find_all("h3")][:3] == [
        "What came in", "What was held back", "What is known of the articles",
    ]  # fmt: skip


def test_metric_that_moved_links_to_its_finding_and_stands_first(refused: BeautifulSoup) -> None:
    known = [
        card for card in refused.select(".trend") if card.find_parent("div", class_="trends") and "with" in text(card)
    ]
    assert text(known[0]) == "with a date 31.0% critical usual 84.0% to 88.0%"
    assert known[0].find_all("a")[0]["href"] == "#finding-1"
    (accepted,) = [card for card in refused.select(".trend") if "words of a typical article" in text(card)]
    assert "accepted" in text(accepted)


def test_numbers_of_all_runs_are_there_as_a_table(published: BeautifulSoup) -> None:
    (came_in,) = [one for one in published.find_all("details") if "what came in" in text(one)[:40]]
    rows = table(came_in)
    assert rows[0][:2] == ["metric", "run 1"] and rows[0][-1] == "run 20"
    assert rows[1][0] == "new documents" and len(rows[1]) == 21


def test_sites_with_findings_come_first(refused: BeautifulSoup) -> None:
    rows = table(section(refused, "sites"))
    assert [row[0] for row in rows[1:]] == [LONG_SITE, SITES[1], SITES[0], SITES[2]]
    assert rows[2][:3] == [SITES[1], "1 critical", "0"]
    assert rows[1][3] == "60.0%"


def test_taken_away_gives_shares_and_samples_with_their_context(refused: BeautifulSoup) -> None:
    taken = section(refused, "taken")
    # The body lines of each of the three pages have 90 of its 193 characters.
    assert "Of 579 characters in 24 lines that are not blank, 46.6% were kept" in text(taken)
    (credit,) = taken.select("#kind-line-photo_credit .samples")
    samples = [[text(part) for part in one.find_all("p")] for one in credit.find_all("li")]
    # The same line in all three documents: one sample.
    assert len(samples) == 1
    assert samples[0][:3] == ["Also read: Older talks", "Photo: Ann Lee/AFP", "Tags: energy"]
    assert samples[0][3].startswith("rule, 0.90 · line 8 of")


def test_cuts_inside_kept_lines_are_taken_away_too(refused: BeautifulSoup) -> None:
    prefix = section(refused, "kind-place-date_prefix")
    assert [text(one) for one in prefix.find_all("del")] == ["date 2024-03-05"]
    repair = section(refused, "kind-place-repair")
    assert [text(one) for one in repair.find_all("ins")] == ["&"]


def test_stages_stand_slowest_first_with_documents_per_second(refused: BeautifulSoup) -> None:
    rows = table(section(refused, "time"))
    assert rows[1][:2] == ["refine", "31 s"]
    assert [row[0] for row in rows[1:]] == ["refine", "expect", "render", "read", "publish"]
    assert rows[1][3] == "132"
    assert rows[2][3] == "–"


def test_expectations_that_took_longest_are_named(refused: BeautifulSoup) -> None:
    slow = section(refused, "time").find_all("table")[1]
    assert [text(one) for one in slow.find_all("th")][3:] == [BAD_CHECK, "text has no entities", "articles have text"]


def test_settings_versions_and_tables_are_there(refused: BeautifulSoup) -> None:
    assert "rules and models 2730f43845cb" in text(section(refused, "settings"))
    assert "reports not set" in text(section(refused, "settings"))
    assert "Whether it is part of the article's text." in text(section(refused, "dictionary"))
    assert "26 tables" in text(section(refused, "dictionary"))


def test_values_are_escaped(faulty_reports: Path) -> None:
    source = (faulty_reports / "20.html").read_text(encoding="utf-8")
    assert "<script>alert" not in source and "<b>pipelines" not in source


def test_page_asks_for_nothing_from_elsewhere(faulty_reports: Path) -> None:
    for path in faulty_reports.rglob("*.html"):
        tree = page(path)
        loaded = [one for one in tree.find_all(True) if one.get("src") or (one.name == "link" and one.get("href"))]
        assert loaded == []
        links = [str(one["href"]) for one in tree.find_all("a")]
        assert [link for link in links if "//" in link] == []
        assert not re.findall(r"url\(|@import", "".join(one.get_text() for one in tree.find_all("style")))


def test_names_of_elements_are_unique(faulty_reports: Path) -> None:
    for path in faulty_reports.rglob("*.html"):
        names = [str(one["id"]) for one in page(path).find_all(id=True)]
        assert len(names) == len(set(names))


def test_every_link_leads_to_something(faulty_reports: Path) -> None:
    pages = {path: page(path) for path in faulty_reports.rglob("*.html")}
    dangling = []
    for path, tree in pages.items():
        for link in tree.find_all("a"):
            file, _, anchor = str(link["href"]).partition("#")
            target = (path.parent / file).resolve() if file else path
            if target not in pages or (anchor and pages[target].find(id=anchor) is None):
                dangling.append((path.name, link["href"]))
    assert dangling == []


def test_documents_of_samples_and_findings_get_pages(faulty_reports: Path) -> None:
    written = {path.stem for path in (faulty_reports / "documents").glob("*.html")}
    assert DOCUMENT in written and HELD not in written


def test_same_database_gives_the_same_bytes(faulty_reports: Path, tmp_path: Path) -> None:
    write_report(faulty_reports.parent / "news.duckdb", LAST_RUN, tmp_path)
    ours = {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.html")}
    theirs = {path.relative_to(faulty_reports): path.read_bytes() for path in faulty_reports.rglob("*.html")}
    assert ours == theirs
    assert list(tmp_path.rglob("*.partial")) == []


def test_run_that_brought_nothing_has_a_page(healthy_copy: Path) -> None:
    with opened(healthy_copy, "warehouse") as con:
        insert(con, Runs, [row(Runs, run_id=21, outcome="unchanged", settings="{}", stage_seconds="{}", read_count=4,
                               unchanged_count=4)])  # fmt: skip
    tree = page(write_report(healthy_copy, 21, healthy_copy.parent / "reports"))
    assert text(first(tree, "h1")).startswith("Nothing new: the warehouse holds what it held before.")
    assert "This run measured nothing" in text(section(tree, "trends"))
    assert "Nothing: this run loaded no document." in text(section(tree, "taken"))
    assert "No stage was timed." in text(section(tree, "time"))


def test_earlier_run_is_shown_as_it_was(healthy_copy: Path) -> None:
    tree = page(write_report(healthy_copy, REFUSED_RUN, healthy_copy.parent / "reports"))
    assert "Runs 1 to 9, left to right" in text(section(tree, "trends"))
    assert "no longer in the tables under this run" in text(section(tree, "documents"))


def test_run_that_is_not_there_is_an_error_that_names_the_newest(healthy_copy: Path) -> None:
    with pytest.raises(UnknownRunError, match="there is no run 99: its newest run is 20"):
        write_report(healthy_copy, 99, healthy_copy.parent / "reports")
    assert not (healthy_copy.parent / "reports").exists()


def test_more_findings_than_a_page_holds_are_counted_and_left_to_sql(healthy_copy: Path) -> None:
    many = [
        row(Findings, run_id=LAST_RUN, finding_no=number, kind="silence", severity="warning", scope_kind="site",
            scope=f"site-{number}.example", name="documents", sentence=f"Site {number} fell silent")
        for number in range(1, 131)
    ]  # fmt: skip
    with opened(healthy_copy, "warehouse") as con:
        insert(con, Findings, many)
    tree = page(write_report(healthy_copy, LAST_RUN, healthy_copy.parent / "reports"))
    assert len(tree.select("article.finding")) == 50
    assert text(first(tree, "h1")).endswith("No critical finding, 130 warnings.")
    assert "The first 50 of 130." in text(section(tree, "findings"))


def test_documents_of_odd_characters_are_written(healthy_copy: Path) -> None:
    with opened(healthy_copy, "warehouse") as con:
        insert(con, Documents, [row(Documents, document_id="odd", uri="file:///o", outcome="rejected", run_id=LAST_RUN,
                                    reason="</script><script>\u2028\x00 \U0001f6a2")])  # fmt: skip
    tree = page(write_report(healthy_copy, LAST_RUN, healthy_copy.parent / "reports"))
    assert "</script><script>" in text(section(tree, "documents"))
