"""How much of the truth about synthetic documents stands in the warehouse."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import polars as pl

from warehouse.connection import query
from warehouse.schema.vocabulary import BodyKind

_LINES = "select record, line_no, kind, kept from lines join documents using (document_id) where kind <> 'blank'"
_ARTICLES = "select record, articles.title, published_on from articles join documents using (document_id)"


@dataclass(frozen=True, slots=True)
class Recovery:
    """Shares from 0 to 1. Lines: of the true ones of that kind; titles and dates: of the documents."""

    body_kept: float
    others_dropped: float
    kinds_right: float
    titles_right: float
    dates_right: float

    def rows(self) -> Iterator[tuple[str, float]]:
        """Yield what is counted, and its share."""
        yield "body lines kept", self.body_kept
        yield "other lines dropped", self.others_dropped
        yield "lines of the right kind", self.kinds_right
        yield "titles right", self.titles_right
        yield "dates right", self.dates_right


def recovery(warehouse: Path, truth: Path) -> Recovery:
    """Compare a warehouse with the truth that `generate` wrote beside its documents."""
    documents = pl.read_ndjson(truth).with_columns(pl.col("published_on").str.to_date())
    true_lines = (
        documents.select(
            "id", true_kind="kinds", line_no=pl.int_ranges(1, pl.col("kinds").list.len() + 1, dtype=pl.Int64)
        )
        .explode("true_kind", "line_no")
        .filter(pl.col("true_kind") != "blank")
    )
    found = query(warehouse, _LINES).rename({"record": "id"})
    lines = true_lines.join(found, on=["id", "line_no"], how="left").with_columns(
        is_body=pl.col("true_kind").is_in(get_args(BodyKind))
    )
    articles = documents.join(
        query(warehouse, _ARTICLES).rename({"record": "id"}), on="id", how="left", suffix="_found"
    )
    return Recovery(
        body_kept=_share(lines.filter("is_body"), pl.col("kept")),
        others_dropped=_share(lines.filter(~pl.col("is_body")), ~pl.col("kept")),
        kinds_right=_share(lines, pl.col("kind") == pl.col("true_kind")),
        titles_right=_share(articles, pl.col("title") == pl.col("title_found")),
        dates_right=_share(articles, pl.col("published_on") == pl.col("published_on_found")),
    )


def _share(rows: pl.DataFrame, holds: pl.Expr) -> float:
    return float(rows.select(holds.fill_null(value=False).mean()).item())
