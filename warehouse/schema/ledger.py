"""Runs, what they read, and the ledger: every line of every raw document, and what became of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from warehouse.declare import Between, Key, Matches, References
from warehouse.schema.vocabulary import (
    ContentKind,
    Count,
    DocumentId,
    EditKind,
    Id,
    LineKind,
    Name,
    Outcome,
    RunId,
    Share,
)


@dataclass(frozen=True, slots=True)
class Runs:
    """One run of the flow."""

    run_id: Annotated[int, Key(), Between(1, None), "Number of the run, counted from 1."]
    started_at: Annotated[datetime, "When the run began."]
    ended_at: Annotated[datetime, "When the run was ready to publish or was refused."]
    outcome: Annotated[Literal["published", "refused", "unchanged"], "What became of it; unchanged: nothing new."]
    reason: Annotated[str | None, "Why the gate refused; null otherwise."]
    source_count: Annotated[int, Count, "Sources found."]
    skipped_source_count: Annotated[int, Count, "Sources not read again because their fingerprint was known."]
    read_count: Annotated[int, Count, "Documents read: loaded + unchanged + quarantined + rejected."]
    loaded_count: Annotated[int, Count, "Documents loaded."]
    unchanged_count: Annotated[int, Count, "Documents known from an earlier run or read twice in this one."]
    quarantined_count: Annotated[int, Count, "Documents held back by a critical expectation."]
    rejected_count: Annotated[int, Count, "Documents that could not be read."]
    kept_line_count: Annotated[int, Count, "Lines kept as body."]
    dropped_line_count: Annotated[int, Count, "Lines not kept as body, blank lines left out."]
    code_version: Annotated[str, Name, "Version of newsledger."]
    rules_version: Annotated[str, Name, "Hash of the rules, word lists and models in force, for all that the run made."]
    stage_seconds: Annotated[str, "JSON object: seconds per stage."]
    settings: Annotated[str, "JSON object: settings in force."]


@dataclass(frozen=True, slots=True)
class Sources:
    """One version of one file read, with its fingerprint."""

    source_id: Annotated[str, Key(), Id, "Hash of the uri and of the bytes."]
    uri: Annotated[str, Matches("^[a-z]+://"), "Where the file was read."]
    format: Annotated[Literal["text", "html", "jsonl", "parquet"], "Reader that was used."]
    byte_count: Annotated[int, Count, "Size of the file in bytes, as stored."]
    modified_at: Annotated[datetime | None, "Modification time of the file."]
    sha256: Annotated[str | None, Matches("^[0-9a-f]{64}$"), "Hash of the stored bytes; null when unreadable."]
    outcome: Annotated[Literal["read", "partial", "rejected"], "Whether all, some or none of it could be read."]
    reason: Annotated[str | None, "What could not be read, and where."]
    read_count: Annotated[int, Count, "Documents read from it: loaded + unchanged + quarantined + rejected."]
    loaded_count: Annotated[int, Count, "Documents loaded."]
    unchanged_count: Annotated[int, Count, "Documents known already."]
    quarantined_count: Annotated[int, Count, "Documents held back."]
    rejected_count: Annotated[int, Count, "Documents that could not be read."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Documents:
    """One version of one raw document."""

    document_id: Annotated[str, Key(), Id, "Hash of the article's identity and of the content."]
    article_id: Annotated[str, Id, "Identity across versions: hash of the url, else the record's id, else the uri."]
    source_id: Annotated[str, References("sources"), "File it was read from."]
    uri: Annotated[str, Matches("^[a-z]+://"), "Where the file was read."]
    record: Annotated[str | None, "Its id in the file, else its line or row; null when it is the file."]
    url: Annotated[str | None, "Address of the page, where the record gives one."]
    content_kind: Annotated[ContentKind | None, "Plain text or markup; null when unreadable."]
    content_sha256: Annotated[str | None, Matches("^[0-9a-f]{64}$"), "Hash of the decoded content, as UTF-8."]
    text_sha256: Annotated[
        str | None, Matches("^[0-9a-f]{64}$"), "Hash of the ledger's text: content, or rendered markup."
    ]
    byte_count: Annotated[int, Count, "Size of the content in bytes before decoding."]
    char_count: Annotated[int | None, Count, "Length of the ledger's text in characters."]
    line_count: Annotated[int | None, Count, "Lines of the ledger, blank ones counted."]
    encoding: Annotated[str | None, "Encoding the bytes were decoded with."]
    outcome: Annotated[Outcome, "What became of it."]
    reason: Annotated[str | None, "Why it was rejected or quarantined."]
    fetched_at: Annotated[datetime | None, "When the page was fetched, where the record says so."]
    extra: Annotated[str | None, "JSON object: fields of the record that have no column."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Lines:
    """One line of one raw document: the ledger."""

    document_id: DocumentId
    line_no: Annotated[int, Key(), Between(1, None), "Number of the line from 1, blank lines counted."]
    start: Annotated[int, Count, "Offset of the line in the document."]
    end: Annotated[int, Count, "Offset after the line, its line break left out."]
    raw: Annotated[str, "The line as it came, without its line break."]
    line_break: Annotated[str, "The line break that followed; empty on a last line without one."]
    kind: Annotated[LineKind, "What the line is."]
    kept: Annotated[bool, "Whether it is part of the article's text."]
    reason: Annotated[str, Name, "Rule or default that decided."]
    confidence: Annotated[float, Share, "How sure the decision is."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class LineEdits:
    """One stretch cut out of a kept line or repaired in it."""

    document_id: DocumentId
    line_no: Annotated[int, Key(), Between(1, None), "Line that was edited."]
    edit_no: Annotated[int, Key(), Between(1, None), "Number of the edit in its line, from the left."]
    start: Annotated[int, Count, "Offset in the document where the stretch begins."]
    end: Annotated[int, Count, "Offset after the stretch."]
    kind: Annotated[EditKind, "What kind of edit it is."]
    removed: Annotated[str, "The stretch as it stood."]
    replacement: Annotated[str, "What stands there now; empty when it was cut out."]
    reason: Annotated[str, Name, "Rule that made the edit."]
    run_id: RunId
