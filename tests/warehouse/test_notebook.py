"""The notebook runs from top to bottom, whatever the warehouse holds, and its cells hold the right numbers."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.rows import Tables, loaded, make_database, run_row, together
from warehouse.connection import opened
from warehouse.ddl import create_views
from warehouse.schema import Entities, Findings, Lines, Metrics, Runs, Sites, Statements

mo = pytest.importorskip("marimo", reason="the notebook needs marimo: pip install 'newsledger[notebook]'")

TIDE, FELL = "tidewater.example", "fell.example"


def articles() -> Tables:
    """Two articles of one site, one of another, and one without a date of a site that nobody knows."""
    return together(
        loaded("a", site_id=TIDE, title="Ferries", published_on=date(2024, 3, 1)),
        loaded("b", site_id=TIDE, title="Sluices", published_on=date(2024, 3, 9)),
        loaded("c", site_id=FELL, published_on=date(2024, 5, 2)),
        loaded("d"),
        {
            Runs: [run_row(1, started_at=datetime(2024, 6, 1, 3, 15))],
            Sites: [{"site_id": TIDE}, {"site_id": FELL}],
            Lines: [
                dropped("a", 2, "headline", "Ferries"),
                dropped("a", 3, "promo", "Get our letter every week"),
                dropped("b", 2, "promo", "Get our letter"),
                dropped("c", 2, "share", "Share this"),
            ],
        },
    )


def dropped(document_id: str, line_no: int, kind: str, raw: str) -> dict[str, Any]:
    return {"document_id": document_id, "line_no": line_no, "raw": raw, "kind": kind, "reason": kind, "confidence": 0.9}


SAID: Tables = {
    Entities: [{"entity_id": "e", "kind": "person", "name": "Orla Venn"}],
    Statements: [
        {"document_id": "a", "statement_id": f"s{number}", "statement_no": number, "kind": kind, "is_reported": True}
        | {"speaker_entity_id": "e", "content": kind}
        for number, kind in enumerate(("direct", "direct", "indirect"), start=1)
    ],
}
FOUND: Tables = {
    Metrics: [{"scope_kind": "run", "scope": "all", "name": "articles", "value": 4.0}],
    Findings: [
        {"finding_no": 1, "kind": "silence", "severity": "critical", "sentence": "Fell fell silent."},
        {"finding_no": 2, "kind": "move", "severity": "warning", "sentence": "Fewer.", "explained_by_no": 1},
    ],
}


def opened_on(path: Path, site: str | None = None) -> Mapping[str, Any]:
    """Run the notebook on a file and return what its cells define."""
    from warehouse.notebook import app

    chosen: dict[str, Any] = {"path": path}
    if site is not None:
        chosen["site"] = mo.ui.dropdown([site], value=site)
    return app.run(defs=chosen)[1]


def warehouse_of(folder: Path, tables: Tables) -> Path:
    path = make_database(folder / "news.duckdb", tables)
    with opened(path, "warehouse") as con:
        create_views(con)
    return path


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return warehouse_of(tmp_path_factory.mktemp("whole"), together(articles(), SAID, FOUND))


@pytest.fixture(scope="module")
def cells(whole: Path) -> Mapping[str, Any]:
    return opened_on(whole)


def test_coverage_counts_articles_by_month_and_site(cells: Mapping[str, Any]) -> None:
    assert cells["coverage"].rows() == [(date(2024, 3, 1), TIDE, 2), (date(2024, 5, 1), FELL, 1)]
    assert (cells["article_count"], cells["undated_count"]) == (4, 1)


def test_sites_come_with_the_largest_first(cells: Mapping[str, Any]) -> None:
    rows = cells["profiles"].select("site_id", "article_count", "title_ratio").rows()

    assert rows == [(TIDE, 2, 1.0), (FELL, 1, 0.0), (None, 1, 0.0)]


def test_kinds_of_dropped_lines_share_what_was_taken_away(cells: Mapping[str, Any]) -> None:
    rows = cells["dropped"].select("kind", "what", "char_count", "line_count").rows()

    assert rows == [("promo", "chrome", 39, 2), ("share", "chrome", 10, 1), ("headline", "metadata", 7, 1)]
    assert cells["dropped"]["share"].sum() == pytest.approx(1)


def test_samples_are_of_the_largest_kind_of_chrome(cells: Mapping[str, Any]) -> None:
    rows = cells["dropped_lines"].select("line_before", "line", "document_id").rows()

    assert rows == [("Ferries", "Get our letter every week", "a"), ("Text.", "Get our letter", "b")]


def test_statements_are_counted_by_month_and_speaker(cells: Mapping[str, Any]) -> None:
    march = date(2024, 3, 1)

    assert cells["statement_months"].rows() == [(march, "direct", 2), (march, "indirect", 1)]
    assert cells["speakers"].select("speaker_name", "statement_count").rows() == [("Orla Venn", 3)]


def test_findings_are_those_that_stand_for_themselves(cells: Mapping[str, Any]) -> None:
    assert cells["findings"]["sentence"].to_list() == ["Fell fell silent."]


def test_choice_of_a_site_holds_for_all_that_follows(whole: Path) -> None:
    cells = opened_on(whole, site=FELL)

    assert cells["coverage"].rows() == [(date(2024, 5, 1), FELL, 1)]
    assert cells["profiles"]["site_id"].to_list() == [FELL]
    assert cells["dropped"]["kind"].to_list() == ["share"]
    assert cells["statement_months"].is_empty()


def test_warehouse_without_statements_or_findings_is_shown(tmp_path: Path) -> None:
    cells = opened_on(warehouse_of(tmp_path, articles()))

    assert cells["coverage"].height == 2
    assert [cells[name].height for name in ("statement_months", "speakers", "findings")] == [0, 0, 0]


def test_empty_warehouse_is_shown(tmp_path: Path) -> None:
    cells = opened_on(warehouse_of(tmp_path, {Runs: []}))

    assert cells["article_count"] == 0
    assert [cells[name].height for name in ("coverage", "profiles", "dropped", "dropped_lines")] == [0, 0, 0, 0]


def test_missing_warehouse_says_how_to_make_one(tmp_path: Path) -> None:
    from warehouse.notebook import app

    outputs, cells = app.run(defs={"path": tmp_path / "news.duckdb"})

    (said,) = [output.text for output in outputs if output is not None]
    assert str(tmp_path) in said
    assert "newsledger run" in said
    assert "ask" not in cells


def test_file_is_only_read(whole: Path) -> None:
    before = whole.read_bytes()

    opened_on(whole)

    assert whole.read_bytes() == before
