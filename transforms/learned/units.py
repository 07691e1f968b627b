"""The units that are judged: lines, or what several lines were before an extractor broke it at inline tags."""

import numpy as np
import polars as pl

from transforms.batch import KnownSites
from transforms.learned.pages import Pages
from transforms.learned.paragraphs import clings, joins

MIN_SHARED_LINES = 5  # fewer may be everybody's: "Share", "Read more"


def number_units(lines: pl.DataFrame) -> pl.DataFrame:
    """Add `unit`, counted from 0 over the batch, to lines `doc`, `text`, none of them blank."""
    sizes = lines["doc"].rle().struct.field("len").to_numpy().astype(np.int64)
    joined = joins(lines["text"], Pages.of(sizes)) if lines.height else np.zeros(0, np.bool_)
    return lines.with_columns(unit=pl.Series(np.cumsum(~joined) - 1, dtype=pl.Int64))


def units(lines: pl.DataFrame) -> pl.DataFrame:
    """One row for each `unit`: its whole text, and of all other columns what its first line has."""
    is_joined = pl.col("unit") == pl.col("unit").shift(1)
    broken = lines.filter(is_joined | is_joined.shift(-1))
    if broken.is_empty():
        return lines
    text = pl.when(is_joined & ~clings(pl.col("text"))).then(" " + pl.col("text")).otherwise("text")
    whole = (
        broken.select("unit", piece=text).group_by("unit", maintain_order=True).agg(whole=pl.col("piece").str.join(""))
    )
    return (
        lines.filter(~is_joined.fill_null(value=False))
        .join(whole, on="unit", how="left", maintain_order="left")
        .with_columns(text=pl.coalesce("whole", "text"))
        .drop("whole")
    )


def with_known_repeats(lines: pl.DataFrame, documents: pl.DataFrame, known: KnownSites) -> pl.DataFrame:
    """Add `other_count` and `site_other_count`: other articles of its site that hold a line, and that there are.

    Documents whose site is not known are as one to the survey. How many of them come from a document's own site is
    then told by the lines it shares: in the middle case, with all of them.
    """
    sizes = (
        pl.concat(
            [
                known.sites.select("site_id", "document_count"),
                known.repeats.select("site_id", document_count="site_document_count"),
            ]
        )
        .group_by("site_id")
        .agg(size=pl.col("document_count").max())
    )
    sites = documents.select("doc", pl.col("site_id").fill_null("")).join(
        sizes, on="site_id", how="left", maintain_order="left"
    )
    repeats = known.repeats.select(
        "site_id", "text", other_count=pl.col("document_count") - (~pl.col("is_known")).cast(pl.Int64)
    )
    counted = lines.join(sites, on="doc", how="left", maintain_order="left").join(
        repeats, on=["site_id", "text"], how="left", maintain_order="left"
    )
    shared = pl.col("other_count").filter(pl.col("other_count") > 0)
    told = pl.when(shared.len() >= MIN_SHARED_LINES).then(shared.median().cast(pl.Int64)).over("doc")
    return counted.with_columns(
        site_other_count=pl.when(pl.col("site_id") != "").then(pl.col("size") - 1).otherwise(told)
    ).drop("site_id", "size")
