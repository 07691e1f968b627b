"""The frames that one batch of documents passes through, and the step that turns one batch into the next."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

from transforms.learned.model import Model

EDIT_SCHEMA = pl.Schema(
    {
        "doc": pl.UInt32,
        "line_no": pl.Int64,
        "start": pl.Int64,
        "end": pl.Int64,
        "kind": pl.String,
        "replacement": pl.String,
        "reason": pl.String,
    }
)
FACT_SCHEMA = pl.Schema({"doc": pl.UInt32, "name": pl.String, "value": pl.String, "origin": pl.String})


@dataclass(frozen=True, slots=True)
class KnownSites:
    """What the survey of the whole run found out about the sites of a batch.

    sites: `site_id`, `document_count`, `day_order`. templates: SiteTemplates, the lines that are a site's own.
    repeats: `site_id` ('' where a document's is unknown), `text`, `document_count`, `site_document_count` of all
    lines that several articles of a site hold; `is_known`: counted in an earlier run.
    """

    sites: pl.DataFrame
    templates: pl.DataFrame
    repeats: pl.DataFrame


NOTHING_KNOWN = KnownSites(
    pl.DataFrame(schema={"site_id": pl.String, "document_count": pl.Int64, "day_order": pl.String}),
    pl.DataFrame(schema={"site_id": pl.String, "text": pl.String}),
    pl.DataFrame(
        schema={
            "site_id": pl.String,
            "text": pl.String,
            "document_count": pl.Int64,
            "site_document_count": pl.Int64,
            "is_known": pl.Boolean,
        }
    ),
)


@dataclass(frozen=True, slots=True)
class Batch:
    """A few thousand documents between two steps.

    documents: one row a document, `doc` (its number in the batch) and the columns of RawDocuments.
    lines: one row a line, in order of `doc` and `line_no`.
    edits: stretches cut or repaired, offsets in characters of the raw line.
    facts: what markup and record fields state about a document, one row a value.
    known: what the survey found out about its sites. model: what decides; None is the one that is shipped.
    """

    documents: pl.DataFrame
    lines: pl.DataFrame
    edits: pl.DataFrame
    facts: pl.DataFrame
    known: KnownSites = NOTHING_KNOWN
    model: Model | None = None


Step = Callable[[Batch], Batch]
