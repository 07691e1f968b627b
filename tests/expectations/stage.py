"""A small valid stage, made from one literal page that any number of documents hold."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import duckdb
import polars as pl

from warehouse.ddl import connect, create_tables
from warehouse.schema import TABLES, conform, table_name

RUN_ID = 7
DAY = date(2024, 3, 5)
NOON = datetime(2024, 3, 6, 12)

LINES = [
    ("breadcrumb", "Home > World"),
    ("headline", "Talks resume on the pipeline"),
    ("byline", "By Jane Doe"),
    ("blank", ""),
    ("body", "date 2024-03-05 Café envoys 🤝 met; oil &amp; gas flow again."),
    ("body", "They agreed to meet in spring."),
    ("related_link", "Also read: Older talks"),
    ("photo_credit", "Photo: Ann Lee/AFP"),
    ("tags", "Tags: energy"),
]
TEXT = "Café envoys 🤝 met; oil & gas flow again.\nThey agreed to meet in spring."
EDITS = [("date_prefix", "date 2024-03-05 ", ""), ("repair", "&amp;", "&")]
EDITED_LINE = 5
# Words of the text that the damages leave alone, taken for a speaker, a cue and the two parts of what was said.
SPEAKER, PARTS, CUE = "Café", ("envoys", "🤝"), "met"


def identifier(name: str) -> str:
    return sha256(name.encode()).hexdigest()[:24]


def build(path: Path, names: Sequence[str] = ("one", "two", "three")) -> Path:
    """Write a stage of loaded documents, one of each name, on which every expectation passes."""
    documents = [_document(name) for name in names]
    rows = {table_name(table): [row for one in documents for row in one.get(table_name(table), [])] for table in TABLES}
    rows["runs"] = [_run(len(names))]
    with connect(path) as con:
        create_tables(con)
        for table in TABLES:
            insert(con, table, rows[table_name(table)])
        con.execute(
            "create table article_versions as select article_id, document_id, version, is_current from articles"
        )
    return path


def insert(con: duckdb.DuckDBPyConnection, table: type, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        con.register("incoming", conform(pl.DataFrame(rows, infer_schema_length=None), table))
        con.execute(f"insert into {table_name(table)} by name select * from incoming")
        con.unregister("incoming")


def _run(document_count: int) -> dict[str, object]:
    return {
        "run_id": RUN_ID, "started_at": NOON, "ended_at": NOON, "outcome": "published", "reason": None,
        "source_count": document_count, "skipped_source_count": 0, "read_count": document_count,
        "loaded_count": document_count, "unchanged_count": 0, "quarantined_count": 0, "rejected_count": 0,
        "kept_line_count": 2 * document_count, "dropped_line_count": 6 * document_count, "code_version": "0.1.0",
        "rules_version": "abc", "stage_seconds": "{}", "settings": "{}",
    }  # fmt: skip


def _document(name: str) -> dict[str, list[dict[str, object]]]:
    """Make the rows of one document and of all it refers to."""
    document, article, source = identifier(f"{name} version 1"), identifier(name), identifier(f"{name} source")
    uri, site, author = f"file:///feed/{name}.txt", f"{article}.example", identifier(f"{name} author")
    text = "\n".join(raw for _, raw in LINES)
    text_sha256 = sha256(text.encode()).hexdigest()
    rows: dict[str, list[dict[str, object]]] = {
        "sources": [{
            "source_id": source, "uri": uri, "format": "text", "byte_count": 300, "modified_at": NOON,
            "sha256": text_sha256, "outcome": "read", "reason": None, "read_count": 1, "loaded_count": 1,
            "unchanged_count": 0, "quarantined_count": 0, "rejected_count": 0,
        }],
        "documents": [{
            "document_id": document, "article_id": article, "source_id": source, "uri": uri, "record": None,
            "url": f"https://{site}/talks", "content_kind": "text", "content_sha256": text_sha256,
            "text_sha256": text_sha256, "byte_count": 300, "char_count": len(text), "line_count": len(LINES),
            "encoding": "utf-8", "outcome": "loaded", "reason": None, "fetched_at": NOON, "extra": None,
        }],
        "lines": [], "line_edits": [],
        "sites": [{"site_id": site, "name": "The Example", "day_order": "day_first"}],
        "site_templates": [{
            "site_id": site, "text": "Home > World", "document_count": 3, "site_document_count": 4,
            "example_document_id": document,
        }],
        "articles": [{
            "document_id": document, "article_id": article, "version": 1, "is_current": True, "site_id": site,
            "url": f"https://{site}/talks", "title": "Talks resume on the pipeline", "standfirst": None,
            "kicker": None, "text": TEXT, "language": "en", "section": "World", "published_on": DAY,
            "date_role": "published", "page_date": DAY, "dateline": None, "wire": None, "word_count": 30,
            "kept_ratio": 0.5, "is_uncertain": False,
        }],
        "article_dates": [
            {"document_id": document, "date_no": number, "text": as_written, "line_no": EDITED_LINE, "role": role,
             "value": value, "precision": "day", "is_winner": number == 1, "reason": "stamp"}
            for number, as_written, role, value in (
                (1, "2024-03-05", "published", DAY), (2, "3/4/24", "mentioned", None),
            )
        ],
        "authors": [{"author_id": author, "name": "Jane Doe"}],
        "article_authors": [{"document_id": document, "position": 1, "author_id": author, "line_no": 3}],
        "credits": [{
            "document_id": document, "credit_no": 1, "line_no": 8, "kind": "photo", "name": "Ann Lee/AFP",
            "agency": "AFP",
        }],
        "related_links": [{
            "document_id": document, "link_no": 1, "line_no": 7, "title": "Older talks", "url": None,
        }],
        "article_tags": [{"document_id": document, "tag_no": 1, "tag": "energy", "line_no": 9}],
        **_statement(name, document),
    }  # fmt: skip
    start = 0
    for line_no, (kind, raw) in enumerate(LINES, start=1):
        line_break = "\n" if line_no < len(LINES) else ""
        rows["lines"].append({
            "document_id": document, "line_no": line_no, "start": start, "end": start + len(raw), "raw": raw,
            "line_break": line_break, "kind": kind, "kept": kind == "body", "reason": "rule", "confidence": 0.9,
        })  # fmt: skip
        if line_no == EDITED_LINE:
            rows["line_edits"] += [
                {"document_id": document, "line_no": line_no, "edit_no": edit_no, "start": start + raw.index(removed),
                 "end": start + raw.index(removed) + len(removed), "kind": edit_kind, "removed": removed,
                 "replacement": replacement, "reason": "rule"}
                for edit_no, (edit_kind, removed, replacement) in enumerate(EDITS, start=1)
            ]  # fmt: skip
        start += len(raw) + len(line_break)
    return {table: [{**row, "run_id": RUN_ID} for row in table_rows] for table, table_rows in rows.items()}


def _statement(name: str, document: str) -> dict[str, list[dict[str, object]]]:
    """Make the rows of the one statement of a document."""
    statement, person = identifier(f"{name} statement"), identifier(f"{name} person")
    identity = {"document_id": document, "statement_id": statement}
    entity = {"entity_id": person, "kind": "person", "name": "Anna Café", "match_key": "anna cafe"}
    speaker, cue, *parts = ((TEXT.index(word), TEXT.index(word) + len(word), word) for word in (SPEAKER, CUE, *PARTS))
    return {
        "entities": [{**entity, "country_code": "FR", "is_ambiguous": False}],
        "entity_names": [{"found_entity_id": person, "name": "Anna Café", "entity_id": person}],
        "mentions": [{
            "document_id": document, "mention_no": 1, "entity_id": person, "found_entity_id": person,
            "form": "short_name", "start": speaker[0], "end": speaker[1], "surface": SPEAKER, "sentence_start": 0,
            "sentence_end": TEXT.index("\n"), "role": "envoy",
            "organisation": None, "country_code": "FR", "rule": "name", "confidence": 0.9,
        }],
        "statements": [{
            **identity, "statement_no": 1, "kind": "mixed", "content": " ".join(PARTS), "start": parts[0][0],
            "end": parts[-1][1], "cue": CUE, "cue_start": cue[0], "cue_end": cue[1], "speaker": SPEAKER,
            "speaker_start": speaker[0], "speaker_end": speaker[1], "speaker_entity_id": person,
            "found_speaker_entity_id": person, "role": "envoy", "organisation": None, "country_code": "FR",
            "rule": "before", "confidence": 0.9, "is_reported": True,
        }],
        "statement_parts": [
            {**identity, "part_no": part_no, "start": start, "end": end, "content": content}
            for part_no, (start, end, content) in enumerate(parts, start=1)
        ],
        "statement_entities": [{
            **identity, "found_entity_id": person, "part_in": "topic", "entity_id": person,
        }],
    }  # fmt: skip
