from pathlib import Path

import pytest

from tests.warehouse.rows import make_database
from warehouse.explain import DocumentLookupError, ledger
from warehouse.schema import ArticleDates, Articles, Documents, Entities, LineEdits, Lines, Statements

OLD, NEW = "aaaa" + "0" * 20, "aaaa" + "1" * 20
OTHER, BROKEN, BLANK = "bbbb" + "0" * 20, "cccc" + "0" * 20, "dddd" + "0" * 20


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    feed = "file:///in/feed.jsonl"
    return make_database(
        tmp_path_factory.mktemp("explain") / "news.duckdb",
        {
            Documents: [
                {"document_id": OLD, "article_id": "a1", "uri": feed, "record": "7", "url": "https://a.example/1"},
                {"document_id": NEW, "article_id": "a1", "uri": feed, "record": "7", "url": "https://a.example/1"},
                {"document_id": OTHER, "article_id": "a2", "uri": feed, "record": "17"},
                {"document_id": BLANK, "article_id": "a4", "uri": "file:///in/a%20b%25.txt", "record": "3"},
                {"document_id": BROKEN, "article_id": "a3", "uri": "file:///in/page.html", "outcome": "rejected"},
            ],
            Articles: [
                {"document_id": OLD, "article_id": "a1", "version": 1, "title": "Old"},
                {"document_id": NEW, "article_id": "a1", "version": 2, "is_current": True, "title": "New"},
                {"document_id": OTHER, "article_id": "a2", "version": 1, "is_current": True},
            ],
            Lines: [
                {"document_id": NEW, "line_no": 2, "raw": "Body.", "kind": "body", "kept": True},
                {"document_id": NEW, "line_no": 1, "raw": "Menu", "kind": "navigation"},
                {"document_id": OTHER, "line_no": 1, "raw": "Elsewhere."},
            ],
            LineEdits: [{"document_id": NEW, "line_no": 2, "edit_no": number} for number in (2, 1)],
            ArticleDates: [{"document_id": NEW, "date_no": number} for number in (2, 1)],
            Entities: [{"entity_id": "e", "name": "Mara Vell"}],
            Statements: [
                {"document_id": NEW, "statement_id": "x", "statement_no": 2, "content": "Later."},
                {"document_id": NEW, "statement_id": "y", "statement_no": 1, "speaker_entity_id": "e"},
            ],
        },
    )


def test_a_ledger_holds_all_that_is_known_of_a_document_in_order(target: Path) -> None:
    found = ledger(target, NEW)
    assert found.document["uri"] == "file:///in/feed.jsonl"
    assert found.article is not None
    assert found.article["title"] == "New"
    assert found.lines.select("line_no", "raw", "kept").rows() == [(1, "Menu", False), (2, "Body.", True)]
    assert found.edits["edit_no"].to_list() == [1, 2]
    assert found.dates["date_no"].to_list() == [1, 2]
    assert found.statements.select("content", "speaker_name").rows() == [("-", "Mara Vell"), ("Later.", None)]


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (OLD, OLD),
        ("aaaa1", NEW),
        ("AAAA0", OLD),
        ("a1", NEW),
        ("https://a.example/1", NEW),
        ("file:///in/feed.jsonl#7", NEW),
        ("feed.jsonl#7", NEW),
        ("feed.jsonl#17", OTHER),
        ("in/feed.jsonl#17", OTHER),
        ("page.html", BROKEN),
        ("a b%.txt", BLANK),
        ("in/a b%.txt#3", BLANK),
        ("a%20b%25.txt", BLANK),
        ("file:///in/page.html", BROKEN),
    ],
)
def test_a_document_is_found_by_any_of_its_names(target: Path, document: str, expected: str) -> None:
    assert ledger(target, document).document["document_id"] == expected


def test_a_rejected_document_has_no_article_and_no_lines(target: Path) -> None:
    found = ledger(target, "page.html")
    assert found.article is None
    assert found.lines.is_empty()


@pytest.mark.parametrize("document", ["feed.jsonl", "file:///in/feed.jsonl"])
def test_of_several_matches_each_is_listed(target: Path, document: str) -> None:
    with pytest.raises(DocumentLookupError) as error:
        ledger(target, document)
    assert str(error.value).splitlines() == [
        f"2 documents fit '{document}'; name one:",
        f"  {OTHER}  file:///in/feed.jsonl#17",
        f"  {NEW}  file:///in/feed.jsonl#7",
    ]


def test_a_prefix_that_fits_two_versions_is_not_settled_by_guessing(target: Path) -> None:
    with pytest.raises(DocumentLookupError, match="2 documents fit 'aaaa'"):
        ledger(target, "aaaa")


@pytest.mark.parametrize("document", ["eed.jsonl#7", "%", "nothing"])
def test_a_name_that_fits_nothing_says_how_to_look(target: Path, document: str) -> None:
    with pytest.raises(DocumentLookupError, match="select document_id, uri, record, url from documents"):
        ledger(target, document)
