from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.warehouse.rows import NOON, rows_of
from tests.warehouse.said import INITIALS
from tests.warehouse.sample import HARBOUR, JUNE, MAY, TIMES, build_sample
from warehouse.ddl import view_names

# One entry a view: the columns looked at, and every row, in order.
EXPECTED: dict[str, tuple[str, list[tuple[Any, ...]]]] = {
    "agency_credits": (
        "agency, document_id, is_text_credit, is_photo_credit, is_wire, names",
        [("AFP", "t1", True, True, True, ["AFP", "Roe/AFP"])],
    ),
    "article_changes": (
        "article_id, version, document_id, previous_document_id, part, change, value",
        [
            ("a1", 2, "h2", "h1", "paragraph", "added", "It is back."),
            ("a1", 2, "h2", "h1", "title", "added", "Fleet returns"),
            ("a1", 2, "h2", "h1", "title", "removed", "Fleet leaves"),
        ],
    ),
    "article_links": (
        "document_id, link_no, target_title, target_article_id",
        [("t1", 1, "The fleet", "a1"), ("t1", 2, "TALKS BEGIN", "a2"), ("t1", 3, "Fleet leaves", None)],
    ),
    "author_profiles": (
        "name, article_count, word_count, site_ids, first_published_on",
        [("Jane Doe", 1, 6, [TIMES], MAY), ("John Roe", 1, 6, [TIMES], MAY)],
    ),
    "country_speakers": (
        "country_code, speaker_name, speaker_kind, statement_count, first_published_on, last_published_on",
        [("NO", "Bisi Oyelaran", "person", 1, MAY, MAY)],
    ),
    "current_articles": (
        "article_id, document_id, version, site_name, title, wire, authors, tags, agencies",
        [
            ("a1", "h2", 2, "Harbour Courier", "Fleet returns", None, [], [], []),
            ("a2", "t1", 1, None, "Talks begin", "AFP", ["John Roe", "Jane Doe"], ["talks", "peace"], ["AFP"]),
            ("a4", "h3", 1, "Harbour Courier", None, None, [], [], []),
        ],
    ),
    "current_statements": (
        "statement_id, site_id, title, published_on, content, speaker_name, speaker_kind, role, country_code",
        [
            ("h2/1", HARBOUR, "Fleet returns", MAY, "Talks began.", "Bisi Oyelaran", "person", "envoy", "NG"),
            ("h2/2", HARBOUR, "Fleet returns", MAY, "It is back.", None, None, None, None),
            ("t1/1", TIMES, "Talks begin", MAY, "Talks began.", "Bisi Oyelaran", "person", "Envoy", "NG"),
        ],
    ),
    "document_texts": (
        "document_id, text",
        [
            ("h1", "Fleet leaves\nIt left.\n"),
            ("h2", "Fleet returns\nIt left.\nIt is back.\nSubscribe\n"),
            ("h3", "Subscribe \nNo date here.\n"),
            ("t1", "\tMenu \n\nTalks began.\nThey end [1] soon.\nPhoto: Roe/AFP\n"),
        ],
    ),
    "dropped_kinds": (
        "site_id, kind, line_count, char_count, article_count, article_ratio",
        [
            (HARBOUR, "headline", 1, 13, 1, 0.5),
            (HARBOUR, "promo", 2, 19, 2, 1.0),
            (TIMES, "navigation", 1, 6, 1, 1.0),
            (TIMES, "photo_credit", 1, 14, 1, 1.0),
        ],
    ),
    "dropped_lines": (
        "document_id, line_no, kind, reason, line, line_before, line_after",
        [
            ("h2", 1, "headline", "headline rule", "Fleet returns", None, "It left."),
            ("h2", 4, "promo", "promo rule", "Subscribe", "It is back.", None),
            ("h3", 1, "promo", "promo rule", "Subscribe", None, "No date here."),
            ("t1", 1, "navigation", "navigation rule", "Menu", None, "Talks began."),
            ("t1", 5, "photo_credit", "photo_credit rule", "Photo: Roe/AFP", "They end [1] soon.", None),
        ],
    ),
    "edited_lines": (
        "document_id, line_no, kind, line, edits",
        [
            (
                "t1", 4, "body", "They end [1] soon.",
                [{"kind": "citation_mark", "removed": "[1] ", "replacement": "", "reason": "citation"}],
            )
        ],
    ),
    "entity_profiles": (
        "kind, name, names, merged_entity_ids, mention_count, article_count, statement_count, first_published_on",
        [
            ("country", "Norway", ["Norway"], [], 1, 1, 0, MAY),
            ("person", "Ade Bello", ["Ade Bello"], [], 1, 1, 0, MAY),
            ("person", "Bisi Oyelaran", ["B Oyelaran", "Bisi Oyelaran"], [INITIALS], 3, 2, 2, MAY),
        ],
    ),
    "failed_checks": (
        "run_id, check_name, severity, outcome, failing_count, first_row_key, first_document_id",
        [(2, "titles", "warning", "failed", 2, '{"document_id":"h3"}', "h3")],
    ),
    "latest_statements": (
        "role, speaker_name, published_on, content, site_id, statement_id, statement_count",
        [("Envoy", "Bisi Oyelaran", MAY, "Talks began.", TIMES, "t1/1", 2)],
    ),
    "leading_findings": (
        "run_id, finding_no, name, explained_count, explained_sentences",
        [(2, 1, "title_ratio", 1, ["Two titles fail."])],
    ),
    "mention_sentences": (
        "document_id, mention_no, name, surface, sentence",
        [
            ("h2", 1, "Bisi Oyelaran", "Bisi Oyelaran", "It is back."),
            ("t1", 1, "Bisi Oyelaran", "Bisi Oyelaran", "Talks began."),
            ("t1", 2, "Bisi Oyelaran", "B Oyelaran", "They end [1] soon."),
            ("t1", 3, "Ade Bello", "Ade Bello", "They end [1] soon."),
            ("t1", 4, "Norway", "Norway", "Talks began."),
        ],
    ),
    "people_together": (
        "name, other_name, article_count, first_published_on, last_published_on",
        [("Ade Bello", "Bisi Oyelaran", 1, MAY, MAY), ("Bisi Oyelaran", "Ade Bello", 1, MAY, MAY)],
    ),
    "photo_credits": (
        "document_id, title, name, agency, line_no, line",
        [("t1", "Talks begin", "Roe/AFP", "AFP", 5, "Photo: Roe/AFP")],
    ),
    "published_dates": (
        "document_id, published_on, date_role, evidence, precision, reason, line, rival_days",
        [
            ("h2", MAY, None, None, None, None, None, []),
            ("h3", None, None, None, None, None, None, []),
            ("t1", MAY, "published", "4 May 2023", "day", "strongest", "\tMenu ", [JUNE]),
        ],
    ),
    "quarantined_documents": (
        "document_id, uri, check_names, detail, char_count, run_id, held_back_at",
        [("q1", "file:///in/q1.txt", ["one version"], "articles q1", 13, 1, NOON)],
    ),
    "quoted_speakers": (
        "speaker_name, speaker_kind, is_ambiguous, statement_count, site_count, independent_site_count",
        [("Bisi Oyelaran", "person", False, 2, 2, 1)],
    ),
    "rejected_documents": (
        "document_id, uri, reason, source_format, source_outcome, run_id, rejected_at",
        [("r1", "file:///in/x.txt", "empty file", "text", "rejected", 1, NOON)],
    ),
    "repeated_lines": (
        "site_id, line, article_count, kept_count, dropped_count, kinds",
        [(HARBOUR, "Subscribe", 2, 0, 2, ["promo"])],
    ),
    "run_summaries": (
        "run_id, outcome, read_count, loaded_count, failed_critical_count, failed_warning_count, seconds, "
        "documents_per_second",
        [(1, "published", 4, 2, 0, 0, 0.0, None), (2, "published", 2, 2, 0, 1, 4.0, 0.5)],
    ),
    "site_months": (
        "site_id, month, article_count, word_count",
        [(HARBOUR, date(2023, 5, 1), 1, 5), (HARBOUR, None, 1, 3), (TIMES, date(2023, 5, 1), 1, 6)],
    ),
    "site_profiles": (
        "site_id, site_name, article_count, title_ratio, date_ratio, author_ratio, uncertain_ratio, mean_kept_ratio",
        [(HARBOUR, "Harbour Courier", 2, 0.5, 0.5, 0.0, 0.5, 0.0), (TIMES, None, 1, 1.0, 1.0, 1.0, 0.0, 0.5)],
    ),
    "site_voices": (
        "site_id, site_name, country_code, statement_count, speaker_count, statement_ratio",
        [
            (HARBOUR, "Harbour Courier", "NG", 1, 1, 0.5),
            (HARBOUR, "Harbour Courier", None, 1, 0, 0.5),
            (TIMES, None, "NG", 1, 1, 1.0),
        ],
    ),
    "source_feeds": (
        "source_id, feed, has_records", [("s1", "file:///*", False), ("s9", "file:///in/*.txt", False)],
    ),
    "speaker_months": (
        "speaker_name, speaker_kind, month, statement_count, site_count",
        [("Bisi Oyelaran", "person", date(2023, 5, 1), 2, 2)],
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_sample(tmp_path_factory.mktemp("views"))


@pytest.mark.parametrize("view", view_names())
def test_a_view_shows_what_the_tables_hold(news: Path, view: str) -> None:
    chosen, rows = EXPECTED[view]
    assert rows_of(news, f"select {chosen} from {view} order by all") == rows


def test_statements_of_a_quarantined_document_are_in_no_view(news: Path) -> None:
    assert rows_of(news, "select document_id, outcome from documents where document_id = 'q1'") == [
        ("q1", "quarantined")
    ]
    for table in ("mentions", "statements", "current_statements", "mention_sentences"):
        assert rows_of(news, f"select * from {table} where document_id = 'q1'") == []
