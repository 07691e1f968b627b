"""What becomes a finding besides moves: failed expectations, bounds, silence of the whole job; what is accepted."""

from datetime import date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from expectations.trends.accepted import Accepted, AcceptedFileError, read_accepted
from expectations.trends.candidates import Candidate
from expectations.trends.findings import find_stale
from expectations.trends.watched import watched
from expectations.trends.wording import query
from tests.expectations.trends.world import found, leading, night, remember, started_at
from warehouse.ddl import connect, view_select
from warehouse.schema import Articles, CheckResults, columns, frame_schema

SITE = "site7.example"
EMPTY_TITLES = f"update articles set title = null where site_id = '{SITE}'"


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a job that has run for six nights."""
    folder = tmp_path_factory.mktemp("job")
    for run_id in range(1, 7):
        remember(folder / "news.duckdb", night(folder, run_id))
    return folder


def failed(name: str, severity: str, outcome: str = "failed") -> pl.DataFrame:
    row = {
        "run_id": 7, "check_name": name, "severity": severity, "outcome": outcome, "expected": "A title.",
        "observed": "9 of 30 rows", "failing_count": 9, "failing_ratio": 0.3,
    }  # fmt: skip
    return pl.DataFrame([row], schema=frame_schema(CheckResults))


def test_failed_expectation_is_a_finding_with_its_rows(job: Path) -> None:
    findings = found(night(job, 7), job / "news.duckdb", failed("articles.title is good", "critical"))
    (finding,) = findings.to_dicts()
    assert finding["sentence"] == "articles.title is good: 9 of 30 rows fail. It must hold: A title."
    assert (finding["kind"], finding["severity"], finding["failing_count"]) == ("expectation", "critical", 9)
    assert finding["query"] == (
        "select * from check_failures where run_id = 7 and check_name = 'articles.title is good'"
    )


def test_expectation_that_could_not_be_evaluated_is_critical(job: Path) -> None:
    findings = found(night(job, 7), job / "news.duckdb", failed("some check", "warning", "raised"))
    assert findings["severity"].to_list() == ["critical"]
    assert findings["sentence"].to_list() == [
        "some check: it could not be evaluated: 9 of 30 rows. It must hold: A title."
    ]


def test_expectation_that_fails_because_of_a_move_is_explained_by_it(job: Path) -> None:
    numbers = night(job, 7, "update articles set title = null")
    findings = found(numbers, job / "news.duckdb", failed("articles.title mostly not null", "warning"))
    assert leading(findings) == [("move", "all", "title_ratio")]
    explained = findings.filter(kind="expectation")
    assert explained["explained_by_no"].to_list() == [1]


def test_quarantine_is_explained_by_the_expectation_that_filled_it(job: Path) -> None:
    damage = "update documents set outcome = 'quarantined' where hash(document_id) % 3 = 0"
    findings = found(night(job, 7, damage), job / "news.duckdb", failed("kept lines are body", "critical"))
    assert leading(findings) == [("expectation", "all", "kept lines are body")]


def test_worst_comes_first_and_what_it_explains_last(job: Path) -> None:
    damage = f"{EMPTY_TITLES}; delete from article_authors where document_id in (select document_id from articles "
    findings = found(night(job, 7, damage + "where site_id = 'site12.example')"), job / "news.duckdb")
    assert findings["severity"].to_list()[0] == "critical"
    assert findings["finding_no"].to_list() == list(range(1, findings.height + 1))
    is_explained = findings["explained_by_no"].is_not_null().to_list()
    assert is_explained == sorted(is_explained)


def test_a_stage_that_slows_down_is_a_warning(job: Path) -> None:
    findings = found(night(job, 7, seconds=30.0), job / "news.duckdb")
    assert leading(findings) == [("move", "all", "documents_per_second:refine")]
    assert findings["severity"].to_list() == ["warning"]


def test_a_few_articles_a_night_are_judged_over_several_nights(job: Path, tmp_path: Path) -> None:
    few = "delete from articles where site_id = 'site1.example' and hash(document_id) % 5 > 0;"
    warehouse = tmp_path / "news.duckdb"
    for run_id in range(1, 13):
        remember(warehouse, night(tmp_path, run_id, few))
    empty = f"{few} update articles set title = null where site_id = 'site1.example'"
    nights = []
    for run_id in range(13, 19):
        numbers = night(tmp_path, run_id, empty)
        nights.append(leading(found(numbers, warehouse)))
        remember(warehouse, numbers)
    assert nights[0] == []
    assert nights[-1] == [("move", "site1.example", "title_ratio")]


def test_fixed_bounds_hold_while_there_are_few_runs(tmp_path: Path) -> None:
    numbers = night(tmp_path, 1, EMPTY_TITLES)
    (finding,) = found(numbers, None).to_dicts()
    assert (finding["kind"], finding["scope"], finding["low"]) == ("bound", SITE, 0.5)
    assert finding["sentence"] == f"{SITE}: articles with a title: 0 %, less than 50 %."


def test_accepted_move_is_kept_and_leads_no_more(job: Path) -> None:
    accepted = (Accepted(metric="title_*", scope=SITE, since=started_at(7).date(), why="Headlines are pictures."),)
    findings = found(night(job, 7, EMPTY_TITLES), job / "news.duckdb", accepted=accepted)
    assert leading(findings) == []
    # Nothing before that day is left to compare with: what holds is the fixed bound.
    assert findings.select("kind", "accepted").rows() == [("bound", "Headlines are pictures.")]


def test_after_an_accepted_move_the_new_level_is_what_is_usual(job: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "news.duckdb"
    warehouse.write_bytes((job / "news.duckdb").read_bytes())
    for run_id in range(7, 13):
        remember(warehouse, night(job, run_id, EMPTY_TITLES))
    accepted = (Accepted(metric="title_ratio", scope=SITE, since=started_at(7).date(), why="Pictures."),)
    usual = found(night(job, 13, EMPTY_TITLES), warehouse, accepted=accepted)
    assert usual.rows() == []
    (back,) = found(night(job, 13), warehouse, accepted=accepted).to_dicts()
    assert (back["kind"], back["value"], back["high"]) == ("move", 1.0, back["high"])
    assert back["high"] < 0.5


def test_accepted_file_of_the_project_can_be_read() -> None:
    assert isinstance(read_accepted(), tuple)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('[[accepted]]\nmetric = "a"\nscope = "b"\nwhy = "c"', "entry 1: since: field required"),
        ('[[accepted]]\nmetric = "a"\nscope = "b"\nwhy = "c"\nsince = "soon"', "entry 1: since: input should be"),
        ('[[accepted]]\nmetric = "a"\nscope = "b"\nwhy = "c"\nsince = 2024-03-01\nuntil = 2', "until: extra inputs"),
        ("[[accepted", "cannot be read"),
    ],
)
def test_wrong_entry_of_the_accepted_file_is_named(text: str, problem: str, tmp_path: Path) -> None:
    path = tmp_path / "accepted.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(AcceptedFileError, match=problem):
        read_accepted(path)


NIGHTLY = [datetime(2024, 3, day, 3) for day in range(1, 9)]


def test_a_job_that_finds_nothing_new_for_long_is_critical() -> None:
    (finding,) = find_stale(NIGHTLY, NIGHTLY[-1] + timedelta(days=4), 9).to_dicts()
    assert (finding["kind"], finding["severity"], finding["value"]) == ("staleness", "critical", 4.0)
    assert finding["sentence"] == (
        "Nothing new for 4 days; the longest pause was 1 day among 8 runs that brought something."
    )


@pytest.mark.parametrize(("times", "days"), [(NIGHTLY, 1), (NIGHTLY[:3], 30), ([], 30)])
def test_a_usual_pause_is_no_finding(times: list[datetime], days: int) -> None:
    last = times[-1] if times else NIGHTLY[-1]
    assert find_stale(times, last + timedelta(days=days), 9).rows() == []


def test_rows_of_every_watched_number_can_be_asked_for(job: Path) -> None:
    with connect(job / "stage-1.duckdb") as con:
        con.execute(f"create or replace temp view source_feeds as {view_select('source_feeds')}")
        for metric in watched().values():
            for scope_kind, scope in (("run", "all"), ("site", SITE), ("feed", "file:///in/a-*.jsonl")):
                if scope_kind in metric.scopes and metric.rows:
                    one = Candidate("move", "warning", scope_kind, scope, f"{metric.name}:en")
                    con.execute(query(one, watched(), 1) or "").fetchall()


def test_every_fact_of_an_article_that_may_be_unknown_is_watched() -> None:
    other_names = {"published_on": "date", "site_id": "site", "date_role": "date"}
    nullable = [column.name for column in columns(Articles) if column.is_nullable]
    assert {f"{other_names.get(name, name)}_ratio" for name in nullable} <= set(watched())


def test_what_explains_is_watched_itself() -> None:
    causes = {cause.partition(":")[0] for metric in watched().values() for cause in metric.explained_by}
    assert causes <= set(watched())


def test_explanations_never_go_round() -> None:
    def reached(name: str, seen: frozenset[str]) -> None:
        assert name not in seen
        for cause in watched()[name].explained_by:
            reached(cause.partition(":")[0], seen | {name})

    for name in watched():
        reached(name, frozenset())


def test_accepted_covers_its_own_metric_and_scope_alone() -> None:
    accepted = Accepted(metric="a", scope="b", since=date(2024, 3, 1), why="c")
    assert accepted.covers("a", "b") and not accepted.covers("a", "c")
