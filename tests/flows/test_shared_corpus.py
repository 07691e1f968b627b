"""Three scraped documents that stand beside the project, where they are there, against the gold beside them."""

import json
from pathlib import Path
from typing import Any

import pytest

from flows.running import run_once
from tests.conftest import ROOT
from warehouse.connection import query

CORPUS = ROOT.parent / "shared" / "corpus"
GOLD: dict[str, dict[str, Any]] = json.loads((CORPUS / "gold.json").read_text()) if CORPUS.exists() else {}
DOCUMENTS = sorted(name for name in GOLD if name.endswith(".txt"))

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="there is no folder ../shared/corpus")


@pytest.fixture(scope="module")
def warehouse(prefect_server: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("shared") / "news.duckdb"
    run_once([str(CORPUS)], False, {"warehouse": warehouse})
    return warehouse


def rows(warehouse: Path, name: str, table: str) -> list[dict[str, Any]]:
    """Return the rows that a table has of a document."""
    select = f"select * from {table} semi join (from documents where ends_with(uri, $name)) using (document_id)"
    return query(warehouse, select, {"name": f"/{name}"}).to_dicts()


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("column", ["title", "published_on", "page_date", "dateline"])
def test_article_states_what_the_page_shows(warehouse: Path, name: str, column: str) -> None:
    (article,) = rows(warehouse, name, "articles")

    assert article[column] == GOLD[name][column] or str(article[column]) == GOLD[name][column]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_lines_are_kept_and_dropped(warehouse: Path, name: str) -> None:
    gold = GOLD[name]
    kept = {line["line_no"] for line in rows(warehouse, name, "lines") if line["kept"]}

    assert kept - {*gold["free"]} == {*gold["keep"]}
    assert kept.isdisjoint(gold["drop"])
    assert kept.isdisjoint(gold["title_lines"])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_prefix_is_cut_from_its_line(warehouse: Path, name: str) -> None:
    prefixes = {int(line_no): prefix for line_no, prefix in GOLD[name].get("strip_prefix", {}).items()}
    cut = {
        edit["line_no"]: edit["removed"].strip()
        for edit in rows(warehouse, name, "line_edits")
        if edit["kind"] == "date_prefix"
    }

    assert cut == prefixes


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("kind", ["photo", "source"])
def test_credits_are_those_of_the_page(warehouse: Path, name: str, kind: str) -> None:
    credit = GOLD[name].get(f"{kind}_credit")
    found = [row["name"] for row in rows(warehouse, name, "credits") if row["kind"] == kind]

    assert found == ([] if credit is None else [credit])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_quotation_is_its_speakers(warehouse: Path, name: str) -> None:
    said = rows(warehouse, name, "(select * from statements left join entities e on e.entity_id = speaker_entity_id)")
    for snippet, speaker in GOLD[name]["quotes"]:
        assert [one["name"] for one in said if snippet in " ".join(one["content"].split())] == [speaker]
