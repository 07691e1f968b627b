"""Which publication ran a document, from its address, and how its numeric dates are ordered."""

from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

import polars as pl
from tld import get_fld

from transforms.batch import Batch

# A numeric date whose first or second part is over 12 tells the order of day and month.
_DAY_FIRST = r"\b(?:1[3-9]|2\d|3[01])[/-](?:0?[1-9]|1[0-2])[/-](?:19|20)\d\d\b"
_MONTH_FIRST = r"\b(?:0?[1-9]|1[0-2])[/-](?:1[3-9]|2\d|3[01])[/-](?:19|20)\d\d\b"

_MAY_BE_NUMERIC = r"[/-](?:19|20)"  # literals, for which the search is fastest: few lines hold one


@lru_cache(maxsize=100_000)
def registered_domain(url: str) -> str | None:
    """Return the registered domain of an address by the public suffix list that `tld` carries.

    A host under a suffix that the list does not know keeps its last two labels; an address without a
    dotted host has none.
    """
    known = get_fld(url, fail_silently=True, fix_protocol=True)
    if known:
        return str(known).lower()
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname or ""
    except ValueError:
        return None
    labels = host.lower().split(".")
    if len(labels) < 2 or not all(labels) or labels[-1].isdigit():
        return None
    return ".".join(labels[-2:])


def identify_sites(batch: Batch) -> Batch:
    """Add `site_id` and `page_url`: the record's address, else the one the page states."""
    stated = (
        batch.facts.filter((pl.col("name") == "url") & pl.col("value").str.starts_with("http"))
        .group_by("doc", maintain_order=True)
        .agg(stated_url=pl.col("value").first())
    )
    documents = batch.documents.join(stated, on="doc", how="left", maintain_order="left").with_columns(
        page_url=pl.coalesce("url", "stated_url")
    )
    sites = [None if url is None else registered_domain(url) for url in documents["page_url"]]
    return replace(
        batch, documents=documents.drop("stated_url").with_columns(site_id=pl.Series(sites, dtype=pl.String))
    )


def count_day_orders(batch: Batch) -> Batch:
    """Add `day_first_count` and `month_first_count`: numeric dates of a document that can be read one way only."""
    counts = (
        batch.lines.filter(pl.col("text").str.contains(_MAY_BE_NUMERIC))
        .group_by("doc")
        .agg(
            day_first_count=pl.col("text").str.count_matches(_DAY_FIRST).sum().cast(pl.Int64),
            month_first_count=pl.col("text").str.count_matches(_MONTH_FIRST).sum().cast(pl.Int64),
        )
    )
    documents = batch.documents.join(counts, on="doc", how="left", maintain_order="left").with_columns(
        pl.col("day_first_count", "month_first_count").fill_null(0)
    )
    return replace(batch, documents=documents)
