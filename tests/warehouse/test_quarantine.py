import json
import shutil
from pathlib import Path

import duckdb
import polars as pl
import pytest

from tests.warehouse.rows import contents, loaded, make_database, make_stage, rows_of, together
from warehouse.connection import opened
from warehouse.schema import ArticleAuthors, Authors
from warehouse.stage import account, quarantine

VERSIONS = "select document_id, version, is_current from article_versions order by article_id, version"


@pytest.fixture(scope="module")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_stage(tmp_path_factory.mktemp("run"), together(loaded("d1"), loaded("d2"))).parent


@pytest.fixture
def stage(run_folder: Path, tmp_path: Path) -> Path:
    """A stage with two loaded documents, to be damaged."""
    return shutil.copytree(run_folder, tmp_path / "run") / "stage.duckdb"


def condemn(stage: Path, *document_ids: str) -> None:
    condemned = pl.DataFrame(
        {
            "document_id": document_ids,
            "check_names": [["b failed", "a failed"]] * len(document_ids),
            "detail": ["articles: kept_ratio 7.0"] * len(document_ids),
        },
        schema={"document_id": pl.String, "check_names": pl.List(pl.String), "detail": pl.String},
    )
    quarantine(stage, condemned, stage.parent / "raw", "rules-1", 1)


def test_a_condemned_document_leaves_every_table_but_documents(stage: Path) -> None:
    condemn(stage, "d2")
    found = contents(stage)
    holders = {name for name, rows in found.items() if any("d2" in values for values in rows)}
    assert holders == {"documents", "quarantine"}
    assert rows_of(stage, "select document_id, outcome, reason from documents order by all") == [
        ("d1", "loaded", None),
        ("d2", "quarantined", "a failed, b failed"),
    ]


def test_quarantine_keeps_what_is_needed_to_read_the_document_again(stage: Path) -> None:
    condemn(stage, "d2")
    ((document_id, names, detail, content, record, rules_version, run_id),) = rows_of(stage, "from quarantine")
    assert (document_id, names, detail) == ("d2", ["a failed", "b failed"], "articles: kept_ratio 7.0")
    assert (content, rules_version, run_id) == ("content of d2", "rules-1", 1)
    fields = json.loads(record)
    assert fields["uri"] == "file:///in/d2.txt"
    assert "content" not in fields


def test_the_counts_follow_the_quarantine(stage: Path) -> None:
    condemn(stage, "d2")
    account(stage, stage.parent / "raw", stage.parent / "admitted.parquet")
    assert rows_of(stage, "select read_count, loaded_count, quarantined_count from runs") == [(2, 1, 1)]
    assert rows_of(stage, "select read_count, loaded_count, quarantined_count from sources") == [(2, 1, 1)]


def test_the_last_good_version_of_this_run_is_current(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, together(*(loaded(each, "a") for each in ("d1", "d2", "d3", "d4"))))
    condemn(stage, "d2", "d4")
    assert rows_of(stage, VERSIONS) == [("d1", 1, False), ("d3", 2, True)]
    assert rows_of(stage, "select document_id, version, is_current from articles order by version") == [
        ("d1", 1, False),
        ("d3", 2, True),
    ]


def test_the_last_good_version_of_an_earlier_run_stays_current(tmp_path: Path) -> None:
    last = make_database(tmp_path / "last.duckdb", loaded("d1", "a"))
    stage = make_stage(tmp_path / "run", loaded("d2", "a"), run_id=2, last=last)
    assert rows_of(stage, VERSIONS) == [("d1", 1, False), ("d2", 2, True)]
    condemn(stage, "d2")
    assert rows_of(stage, VERSIONS) == [("d1", 1, True)]


def test_an_author_whom_only_a_condemned_document_names_leaves_too(tmp_path: Path) -> None:
    def signed(document_id: str, name: str) -> dict[type, list[dict[str, object]]]:
        link = {"document_id": document_id, "position": 1, "author_id": name}
        return {Authors: [{"author_id": name, "name": name}], ArticleAuthors: [link]}

    tables = together(loaded("d1"), signed("d1", "Jane"), loaded("d2"), signed("d2", "Hidden"))
    stage = make_stage(tmp_path, tables)
    condemn(stage, "d2")
    assert rows_of(stage, "select name from authors") == [("Jane",)]


@pytest.mark.parametrize("condemned", [(), ("unknown",)])
def test_nothing_changes_when_no_document_of_the_stage_is_condemned(stage: Path, condemned: tuple[str, ...]) -> None:
    before = contents(stage)
    condemn(stage, *condemned)
    assert contents(stage) == before


def test_condemning_twice_is_condemning_once(stage: Path) -> None:
    condemn(stage, "d2")
    once = contents(stage)
    condemn(stage, "d2")
    assert contents(stage) == once


def test_a_quarantine_that_fails_half_way_leaves_the_stage_as_it_was(stage: Path) -> None:
    with opened(stage, "stage") as con:
        con.execute("drop table article_tags")
    before = contents(stage)
    with pytest.raises(duckdb.CatalogException, match="article_tags"):
        condemn(stage, "d2")
    assert contents(stage) == before
