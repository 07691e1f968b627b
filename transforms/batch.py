"""The frames that one batch of documents passes through, and the step that turns one batch into the next."""

from collections.abc import Callable
from dataclasses import dataclass

import polars as pl

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
class Batch:
    """A few thousand documents between two steps.

    documents: one row a document, `doc` (its number in the batch) and the columns of RawDocuments.
    lines: one row a line, in order of `doc` and `line_no`.
    edits: stretches cut or repaired, offsets in characters of the raw line.
    facts: what markup and record fields state about a document, one row a value.
    templates: SiteTemplates of the sites in the batch; day_orders: `site_id`, `day_order`.
    """

    documents: pl.DataFrame
    lines: pl.DataFrame
    edits: pl.DataFrame
    facts: pl.DataFrame
    templates: pl.DataFrame
    day_orders: pl.DataFrame


Step = Callable[[Batch], Batch]
