"""Every table and column of the warehouse, declared once.

DDL, frame schemas, expectations and the data dictionary are derived from here; a column declared a
second time anywhere is a defect. The docstring of a table is its grain. Times are UTC; `start` and
`end` are offsets in characters, end excluded; a ratio runs from 0 to 1; null means unknown.
"""

from warehouse.declare import Column, columns, conform, frame_schema
from warehouse.schema.articles import (
    ArticleAuthors,
    ArticleDates,
    Articles,
    ArticleTags,
    Authors,
    Credits,
    RelatedLinks,
    Sites,
    SiteTemplates,
)
from warehouse.schema.ledger import Documents, LineEdits, Lines, Runs, Sources
from warehouse.schema.quality import CheckFailures, CheckResults, Findings, Metrics, Quarantine
from warehouse.schema.raw import RawDocuments
from warehouse.schema.statements import (
    Entities,
    EntityMerges,
    EntityNames,
    Mentions,
    StatementEntities,
    StatementParts,
    Statements,
)
from warehouse.schema.vocabulary import (
    BodyKind,
    ChromeKind,
    ContentKind,
    CreditKind,
    DateRole,
    DayOrder,
    EditKind,
    EntityKind,
    FindingKind,
    LineKind,
    MentionForm,
    MergeReason,
    MetadataKind,
    Outcome,
    PartIn,
    Precision,
    ScopeKind,
    Severity,
    StatementKind,
)

# In load order: a table stands after those it references.
TABLES: tuple[type, ...] = (
    Runs, Sources, Documents, Lines, LineEdits, Sites, SiteTemplates, Articles, ArticleDates, Authors,
    ArticleAuthors, Credits, RelatedLinks, ArticleTags, Entities, EntityNames, Mentions, Statements, StatementParts,
    StatementEntities, EntityMerges, CheckResults, CheckFailures, Quarantine, Metrics, Findings,
)  # fmt: skip

# Made by the transforms, one part a batch; the other tables are written by the flow once a run.
DOCUMENT_TABLES: tuple[type, ...] = (
    Documents, Lines, LineEdits, Articles, ArticleDates, ArticleAuthors, Credits, RelatedLinks, ArticleTags,
    Mentions, Statements, StatementParts, StatementEntities,
)  # fmt: skip

__all__ = [
    "DOCUMENT_TABLES",
    "TABLES",
    "ArticleAuthors",
    "ArticleDates",
    "ArticleTags",
    "Articles",
    "Authors",
    "BodyKind",
    "CheckFailures",
    "CheckResults",
    "ChromeKind",
    "Column",
    "ContentKind",
    "CreditKind",
    "Credits",
    "DateRole",
    "DayOrder",
    "Documents",
    "EditKind",
    "Entities",
    "EntityKind",
    "EntityMerges",
    "EntityNames",
    "FindingKind",
    "Findings",
    "LineEdits",
    "LineKind",
    "Lines",
    "MentionForm",
    "Mentions",
    "MergeReason",
    "MetadataKind",
    "Metrics",
    "Outcome",
    "PartIn",
    "Precision",
    "Quarantine",
    "RawDocuments",
    "RelatedLinks",
    "Runs",
    "ScopeKind",
    "Severity",
    "SiteTemplates",
    "Sites",
    "Sources",
    "StatementEntities",
    "StatementKind",
    "StatementParts",
    "Statements",
    "columns",
    "conform",
    "frame_schema",
    "table_name",
]


def table_name(table: type) -> str:
    """Return the SQL name of a declared table: `ArticleDates` is `article_dates`."""
    return "".join(f"_{char.lower()}" if char.isupper() else char for char in table.__name__).lstrip("_")
