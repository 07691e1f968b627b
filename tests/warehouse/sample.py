"""A small warehouse: two sites, an article in two versions, a document held back and one rejected."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import polars as pl

from tests.warehouse.rows import NOON, Row, Tables, frame, make_stage, together
from tests.warehouse.said import first_said, second_said
from warehouse.merge import build_next
from warehouse.schema import (
    ArticleAuthors,
    ArticleDates,
    Articles,
    ArticleTags,
    Authors,
    CheckFailures,
    CheckResults,
    Credits,
    Documents,
    Findings,
    LineEdits,
    Lines,
    RelatedLinks,
    Sites,
    Sources,
)
from warehouse.stage import account, append, close_run, quarantine

HARBOUR, TIMES = "harbour.example", "times.example"
MAY, JUNE = date(2023, 5, 4), date(2023, 6, 1)


def article(document_id: str, article_id: str, lines: list[tuple[str, str, bool]], **values: Any) -> Tables:
    """Return a loaded document whose text is its kept lines."""
    identity = {"document_id": document_id, "article_id": article_id}
    text = "\n".join(raw for raw, _, kept in lines if kept)
    return {
        Documents: [
            {**identity, "source_id": "s1", "uri": f"file:///in/{document_id}.txt", "outcome": "loaded"}
        ],
        Articles: [
            {**identity, "text": text, "word_count": len(text.split()), **values}
        ],
        Lines: [
            {"document_id": document_id, "line_no": number, "raw": raw, "line_break": "\n", "kind": kind, "kept": kept,
             "reason": f"{kind} rule", "confidence": 0.9}
            for number, (raw, kind, kept) in enumerate(lines, start=1)
        ],
    }  # fmt: skip


def first_run() -> Tables:
    """A harbour article in its first version, one of the times, one that will be held back, one unreadable."""
    return together(
        {
            Sources: [
                {"source_id": "s1", "uri": "file:///in", "format": "text", "outcome": "read"},
                {"source_id": "s9", "uri": "file:///in/x.txt", "format": "text", "outcome": "rejected"},
            ],
            Sites: [{"site_id": HARBOUR, "name": "Harbour Courier", "day_order": "day_first"}, {"site_id": TIMES}],
            Documents: [
                {"document_id": "r1", "source_id": "s9", "uri": "file:///in/x.txt", "outcome": "rejected",
                 "reason": "empty file"}
            ],
        },
        article(
            "h1", "a1", [("Fleet leaves", "headline", False), ("It left.", "body", True)],
            site_id=HARBOUR, title="Fleet leaves", url="https://www.harbour.example/fleet/", published_on=MAY,
        ),
        article(
            "t1", "a2",
            [("\tMenu ", "navigation", False), ("", "blank", False), ("Talks began.", "body", True),
             ("They end [1] soon.", "body", True), ("Photo: Roe/AFP", "photo_credit", False)],
            site_id=TIMES, title="Talks begin", published_on=MAY, date_role="published", language="en", kept_ratio=0.5,
            wire="AFP",
        ),
        article("q1", "a3", [("Held back.", "body", True)], site_id=TIMES, title="Held"),
    )  # fmt: skip


def details() -> Tables:
    """What is known of the article of the times beside its text, and of the harbour's second version."""
    return {
        LineEdits: [
            {"document_id": "t1", "line_no": 4, "edit_no": 1, "kind": "citation_mark", "removed": "[1] ",
             "replacement": "", "reason": "citation"}
        ],
        ArticleDates: [
            {"document_id": "t1", "date_no": 1, "text": "4 May 2023", "line_no": 1, "role": "published", "value": MAY,
             "precision": "day", "is_winner": True, "reason": "strongest"},
            {"document_id": "t1", "date_no": 2, "text": "1 June 2023", "role": "updated", "value": JUNE},
            {"document_id": "t1", "date_no": 3, "text": "1 June 1999", "role": "mentioned", "value": date(1999, 6, 1)},
        ],
        Authors: [{"author_id": "x", "name": "Jane Doe"}, {"author_id": "y", "name": "John Roe"}],
        ArticleAuthors: [
            {"document_id": "t1", "position": 2, "author_id": "x"},
            {"document_id": "t1", "position": 1, "author_id": "y"},
        ],
        ArticleTags: [{"document_id": "t1", "tag_no": n, "tag": tag} for n, tag in ((2, "peace"), (1, "talks"))],
        Credits: [
            {"document_id": "t1", "credit_no": 1, "kind": "photo", "name": "Roe/AFP", "agency": "AFP", "line_no": 5},
            {"document_id": "t1", "credit_no": 2, "kind": "source", "name": "AFP", "agency": "AFP"},
            {"document_id": "t1", "credit_no": 3, "kind": "source", "name": "own report"},
        ],
        RelatedLinks: [
            {"document_id": "t1", "link_no": 1, "title": "The fleet", "url": "http://harbour.example/fleet#top"},
            {"document_id": "t1", "link_no": 2, "title": "TALKS BEGIN"},
            {"document_id": "t1", "link_no": 3, "title": "Fleet leaves"},
        ],
    }  # fmt: skip


def second_run() -> Tables:
    """The harbour article in its second version, and another one that shares a line with it."""
    return together(
        {
            Sources: [{"source_id": "s1", "uri": "file:///in", "format": "text", "outcome": "read"}],
            Sites: [{"site_id": HARBOUR, "name": "Harbour Courier", "day_order": "day_first"}],
        },
        article(
            "h2", "a1", [("Fleet returns", "headline", False), ("It left.", "body", True),
                         ("It is back.", "body", True), ("Subscribe", "promo", False)],
            site_id=HARBOUR, title="Fleet returns", url="https://www.harbour.example/fleet/", published_on=MAY,
        ),
        article(
            "h3", "a4", [("Subscribe ", "promo", False), ("No date here.", "body", True)],
            site_id=HARBOUR, is_uncertain=True,
        ),
    )  # fmt: skip


def results() -> list[Row]:
    shared = {"run_id": 2, "suite": "articles", "table_name": "articles"}
    return [
        {**shared, "check_name": "titles", "severity": "warning", "outcome": "failed", "failing_count": 2},
        {**shared, "check_name": "keys", "severity": "critical", "outcome": "passed"},
    ]


def failures() -> list[Row]:
    shared = {"run_id": 2, "check_name": "titles", "table_name": "articles"}
    return [
        {**shared, "failure_no": 1, "row_key": '{"document_id":"h3"}', "value": None, "document_id": "h3"},
        {**shared, "failure_no": 2, "row_key": '{"document_id":"h9"}', "value": None, "document_id": "h9"},
    ]


def findings() -> list[Row]:
    shared = {"run_id": 2, "severity": "warning", "scope_kind": "run", "scope": "all"}
    return [
        {**shared, "finding_no": 1, "kind": "move", "name": "title_ratio", "sentence": "Titles are missing."},
        {**shared, "finding_no": 2, "kind": "expectation", "name": "titles", "sentence": "Two titles fail.",
         "explained_by_no": 1},
        {**shared, "finding_no": 3, "kind": "move", "name": "date_ratio", "sentence": "Dates are missing.",
         "accepted": "The site has none."},
    ]  # fmt: skip


def build_sample(folder: Path) -> Path:
    """Build the warehouse of both runs in `folder`."""
    stage = make_stage(folder / "1", together(first_run(), details(), first_said()))
    condemned = pl.DataFrame({"document_id": ["q1"], "check_names": [["one version"]], "detail": ["articles q1"]})
    quarantine(stage, condemned, folder / "1/raw", "rules-1", 1)
    account(stage, folder / "1/raw", folder / "1/admitted.parquet")
    build_next(stage, None, folder / "first.duckdb", refused=[])

    stage = make_stage(folder / "2", together(second_run(), second_said()), run_id=2, last=folder / "first.duckdb")
    append(stage, CheckResults, frame(CheckResults, *results()))
    append(stage, CheckFailures, frame(CheckFailures, *failures()))
    append(stage, Findings, frame(Findings, *findings()))
    close_run(stage, started_at=NOON, ended_at=datetime(2024, 3, 1, 12, 0, 4))
    build_next(stage, folder / "first.duckdb", folder / "news.duckdb", refused=[])
    return folder / "news.duckdb"
