"""Every table and column of the warehouse, declared once.

DDL, frame schemas, expectations and the data dictionary are derived from here; a column declared a
second time anywhere is a defect. The docstring of a table is its grain. Times are UTC; `start` and
`end` are offsets in characters, end excluded; a ratio runs from 0 to 1; null means unknown.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Literal

from warehouse.declare import Between, Column, Key, Matches, References, columns, conform, frame_schema

BodyKind = Literal["body", "subheading", "list_item", "quote_block"]
MetadataKind = Literal[
    "headline", "kicker", "standfirst", "byline", "published_stamp", "dateline", "photo_credit", "caption",
    "source_credit", "section", "tags",
]  # fmt: skip
ChromeKind = Literal[
    "breadcrumb", "navigation", "related_link", "promo", "advert", "share", "comment", "comment_form",
    "author_bio", "about_site", "legal", "page_clock", "extractor_residue", "repeat", "site_template",
    "other_chrome",
]  # fmt: skip
LineKind = Literal[BodyKind, MetadataKind, ChromeKind, "blank"]
EditKind = Literal["whitespace", "repair", "markup", "date_prefix", "dateline", "citation_mark", "credit"]
Outcome = Literal["loaded", "quarantined", "rejected"]
ContentKind = Literal["text", "html"]
DateRole = Literal["published", "updated", "dateline", "page_clock", "mentioned", "url", "metadata"]
Precision = Literal["minute", "day", "month", "year", "unknown"]
CreditKind = Literal["photo", "source", "agency"]
DayOrder = Literal["day_first", "month_first"]
Severity = Literal["critical", "warning"]

Id = Matches("^[0-9a-f]{24}$")
Name = Matches(r"^\S(.*\S)?$")
Count = Between(0, None)
Share = Between(0, 1)
RunId = Annotated[int, Between(1, None), "Run that wrote this row."]
DocumentId = Annotated[str, Key(), References("documents"), "Version of a raw document this row belongs to."]
LineNo = Annotated[int | None, Between(1, None), "Line it was found on; null when a markup or record field told."]


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
    rules_version: Annotated[str, Name, "Hash of the cleaning rules in force, for every line of the run."]
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


@dataclass(frozen=True, slots=True)
class Sites:
    """One publication, by its registered domain."""

    site_id: Annotated[str, Key(), Matches(r"^[^\s/]+\.[^\s/]+$"), "Registered domain."]
    name: Annotated[str | None, Name, "Name the site gives itself."]
    day_order: Annotated[DayOrder | None, "How its numeric dates are to be read; null when its dates do not tell."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class SiteTemplates:
    """One line that many documents of one site share."""

    site_id: Annotated[str, Key(), References("sites"), "Site it stands on."]
    text: Annotated[str, Key(), Name, "The line, trimmed."]
    document_count: Annotated[int, Between(2, None), "Articles of the site that held it in the run that found it."]
    site_document_count: Annotated[int, Between(2, None), "Articles of the site in that run."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Articles:
    """One version of one article."""

    document_id: DocumentId
    article_id: Annotated[str, Id, "Identity across versions."]
    version: Annotated[int, Between(1, None), "Number of the version, from 1."]
    is_current: Annotated[bool, "Whether it is the newest version."]
    site_id: Annotated[str | None, References("sites"), "Publication that ran it; null when unknown."]
    url: Annotated[str | None, "Address of the article: given, or stated by the page."]
    title: Annotated[str | None, Name, "Headline."]
    standfirst: Annotated[str | None, Name, "Summary line under the headline."]
    kicker: Annotated[str | None, Name, "Short line above the headline."]
    text: Annotated[str, "Kept lines after their edits, joined by line feeds."]
    language: Annotated[str | None, Matches("^[a-z]{2,3}$"), "ISO 639 code of the text's language."]
    section: Annotated[str | None, Name, "Section of the site."]
    published_on: Annotated[date | None, "Day of publication; null without evidence."]
    date_role: Annotated[DateRole | None, "Kind of evidence the day rests on."]
    page_date: Annotated[date | None, "Day the page was fetched, as its own header shows it."]
    dateline: Annotated[str | None, Name, "Place in the dateline, as written."]
    word_count: Annotated[int, Count, "Words of the text."]
    kept_ratio: Annotated[float, Share, "Share of the document's characters kept as body."]
    is_uncertain: Annotated[bool, "Whether the cleaning was unsure of much of the text."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class ArticleDates:
    """One candidate date of one article."""

    document_id: DocumentId
    date_no: Annotated[int, Key(), Between(1, None), "Number of the candidate in its document."]
    text: Annotated[str, Name, "The date as written."]
    line_no: LineNo
    role: Annotated[DateRole, "What the date is a date of, by where it stands."]
    value: Annotated[date | None, "The day; null when its day and month cannot be told apart."]
    precision: Annotated[Precision, "How exact it is."]
    is_winner: Annotated[bool, "Whether it became the article's date."]
    reason: Annotated[str, Name, "Why it won or lost."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Authors:
    """One author's name."""

    author_id: Annotated[str, Key(), Id, "Hash of the name, case folded."]
    name: Annotated[str, Name, "The name as first seen."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class ArticleAuthors:
    """One author of one article."""

    document_id: DocumentId
    position: Annotated[int, Key(), Between(1, None), "Place in the byline, from 1."]
    author_id: Annotated[str, References("authors"), "The author."]
    line_no: LineNo
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Credits:
    """One credit of one article: who took the photo, where the text came from."""

    document_id: DocumentId
    credit_no: Annotated[int, Key(), Between(1, None), "Number of the credit in its document."]
    line_no: LineNo
    kind: Annotated[CreditKind, "What is credited."]
    name: Annotated[str | None, Name, "Credit as written, its label left out."]
    agency: Annotated[str | None, Name, "News agency named in it."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class RelatedLinks:
    """One link to another article, found in an article's page."""

    document_id: DocumentId
    link_no: Annotated[int, Key(), Between(1, None), "Number of the link in its document."]
    line_no: LineNo
    title: Annotated[str, Name, "Title of the target."]
    url: Annotated[str | None, "Address of the target, where markup gives it."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class ArticleTags:
    """One tag of one article."""

    document_id: DocumentId
    tag_no: Annotated[int, Key(), Between(1, None), "Number of the tag in its document."]
    tag: Annotated[str, Name, "The tag as written."]
    line_no: LineNo
    run_id: RunId


@dataclass(frozen=True, slots=True)
class CheckResults:
    """One expectation in one run."""

    run_id: Annotated[int, Key(), References("runs"), "Run that checked it."]
    check_name: Annotated[str, Key(), Name, "Name of the expectation."]
    suite: Annotated[str, Name, "Suite it belongs to."]
    table_name: Annotated[str, Name, "Table it is about."]
    column_name: Annotated[str | None, "Column it is about; null for a whole row or several tables."]
    kind: Annotated[str, Name, "Type of the expectation."]
    severity: Annotated[Severity, "What a failure does: critical rows go to quarantine, warnings are reported."]
    outcome: Annotated[Literal["passed", "failed", "raised"], "How it ended; raised: it could not be evaluated."]
    expected: Annotated[str | None, "What was expected."]
    observed: Annotated[str | None, "What was found."]
    failing_count: Annotated[int, Count, "Rows that fail it."]
    failing_ratio: Annotated[float | None, Share, "Share of the table's rows that fail it."]


@dataclass(frozen=True, slots=True)
class CheckFailures:
    """One row that fails one expectation; all of them, not a sample."""

    run_id: Annotated[int, Key(), References("runs"), "Run that found it."]
    check_name: Annotated[str, Key(), Name, "Expectation that failed."]
    failure_no: Annotated[int, Key(), Between(1, None), "Number of the row among the failures."]
    table_name: Annotated[str, Name, "Table the row stands in."]
    row_key: Annotated[str, "JSON object: the row's key."]
    value: Annotated[str | None, "The value that failed."]
    document_id: Annotated[str | None, "Document the row belongs to."]


@dataclass(frozen=True, slots=True)
class Quarantine:
    """One raw document held back by a critical expectation."""

    document_id: Annotated[str, Key(), References("documents"), "The document."]
    check_names: Annotated[list[str], "Critical expectations it failed."]
    detail: Annotated[str, "First failing row: its table, key and value."]
    content: Annotated[str, "Its content as decoded, so that it can be let in later without its source."]
    record: Annotated[str, "JSON object: the other fields of the raw document."]
    rules_version: Annotated[str, Name, "Cleaning rules in force when it was held back."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Metrics:
    """One number watched from run to run."""

    run_id: Annotated[int, Key(), References("runs"), "Run it was measured in."]
    scope: Annotated[str, Key(), Name, "A site, or `all`."]
    name: Annotated[str, Key(), Name, "What is measured."]
    value: Annotated[float, "The value."]


@dataclass(frozen=True, slots=True)
class RawDocuments:
    """One record as a reader hands it on: the frame between corpus and transforms, not a table."""

    document_id: Annotated[str, Key(), Id, "Hash of `article_id` and content, or of the place of a reject."]
    article_id: Annotated[str, Id, "Identity across versions."]
    source_id: Annotated[str, Id, "File it was read from."]
    uri: Annotated[str, "Where the file was read."]
    record: Annotated[str | None, "The record's id, else its line or row number."]
    url: Annotated[str | None, "Address the record gives."]
    content_kind: Annotated[ContentKind | None, "What `content` holds; null when rejected."]
    content: Annotated[str | None, "Decoded text or markup; null when rejected."]
    content_sha256: Annotated[str | None, "Hash of the content, as UTF-8."]
    byte_count: Annotated[int, "Size before decoding."]
    encoding: Annotated[str | None, "Encoding used."]
    fetched_at: Annotated[datetime | None, "When the record says it was fetched."]
    modified_at: Annotated[datetime | None, "Modification time of its file: the text is no younger."]
    title: Annotated[str | None, "Title the record gives."]
    published: Annotated[str | None, "Publication date the record gives, as written."]
    extra: Annotated[str | None, "JSON object: other fields."]
    reason: Annotated[str | None, "Why it was rejected, and where; null when it was read."]


# In load order: a table stands after those it references.
TABLES: tuple[type, ...] = (
    Runs, Sources, Documents, Lines, LineEdits, Sites, SiteTemplates, Articles, ArticleDates, Authors,
    ArticleAuthors, Credits, RelatedLinks, ArticleTags, CheckResults, CheckFailures, Quarantine, Metrics,
)  # fmt: skip

# Made by the transforms, one part a batch; the other tables are written by the flow once a run.
DOCUMENT_TABLES: tuple[type, ...] = (
    Documents, Lines, LineEdits, Articles, ArticleDates, ArticleAuthors, Credits, RelatedLinks, ArticleTags,
)  # fmt: skip

__all__ = ["DOCUMENT_TABLES", "TABLES", "Column", "columns", "conform", "frame_schema", "table_name"]


def table_name(table: type) -> str:
    """Return the SQL name of a declared table: `ArticleDates` is `article_dates`."""
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in table.__name__).lstrip("_")
