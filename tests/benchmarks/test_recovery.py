from pathlib import Path

import orjson
import pytest

from tests.benchmarks.recovery import recovery
from warehouse.ddl import connect, create_tables

TRUTH = (
    {"id": "doc-0", "title": "One", "published_on": "2020-01-02", "kinds": ["headline", "blank", "body", "body"]},
    {"id": "doc-1", "title": "Two", "published_on": "2020-01-03", "kinds": ["navigation", "body", "legal"]},
)
# document, line, kind, kept
LINES = [
    ("d0", 1, "headline", False), ("d0", 2, "blank", False), ("d0", 3, "body", True), ("d0", 4, "promo", False),
    ("d1", 1, "body", True), ("d1", 2, "body", True), ("d1", 3, "legal", False),
]  # fmt: skip


@pytest.fixture
def truth(tmp_path: Path) -> Path:
    path = tmp_path / "truth.jsonl"
    path.write_bytes(b"".join(orjson.dumps(document) + b"\n" for document in TRUTH))
    return path


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    path = tmp_path / "news.duckdb"
    with connect(path) as con:
        create_tables(con)
        con.execute("insert into documents (document_id, record) values ('d0', 'doc-0'), ('d1', 'doc-1')")
        con.execute("insert into articles (document_id, title, published_on) values ('d0', 'One', '2020-01-02')")
        con.executemany("insert into lines (document_id, line_no, kind, kept) values (?, ?, ?, ?)", LINES)
    return path


def test_shares_are_of_the_truth(warehouse: Path, truth: Path) -> None:
    found = recovery(warehouse, truth)
    assert found.body_kept == 2 / 3
    assert found.others_dropped == 2 / 3
    assert found.kinds_right == 4 / 6


def test_document_without_an_article_has_neither_title_nor_date(warehouse: Path, truth: Path) -> None:
    found = recovery(warehouse, truth)
    assert found.titles_right == 0.5
    assert found.dates_right == 0.5
