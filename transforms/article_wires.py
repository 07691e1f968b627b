"""The wire of each article of a batch, from its lines as they were judged and what its page states."""

import polars as pl

from transforms.agencies import agencies_of
from transforms.batch import Batch
from transforms.wire import wires_of_lines

# Lines that speak of the text. Those that name who took a picture, and what else a page carries, are left out.
_OF_THE_TEXT = (
    "headline", "kicker", "standfirst", "byline", "published_stamp", "dateline", "source_credit", "legal",
    "body", "subheading", "list_item",
)  # fmt: skip


def article_wires(batch: Batch) -> pl.DataFrame:
    """Return `doc`, `line_no`, `agency`, `evidence`: the wire of each article that says it, rows as of `wire_agencies`.

    Where no line says it, the page's only stated author may be an agency; `line_no` is null then.
    """
    text, agency = pl.col("text"), pl.col("dateline_agency")
    lines = batch.lines.filter(pl.col("kind").is_in(_OF_THE_TEXT)).select(
        "doc",
        "line_no",
        # What was cut is put back, and told that was seen in the line's look: a dateline alone, a byline without label.
        text=pl.when(pl.col("kind") == "dateline")
        .then(text.str.strip_chars_end(" –—-") + " –")
        .when(agency.is_not_null())
        .then("raw")
        .when((pl.col("kind") == "byline") & ~text.str.contains(r"(?i)^\W*(?:by|von|par|por)\b"))
        .then("By " + text)
        .otherwise(text),
    )
    said = wires_of_lines(lines).select("doc", "line_no", "agency", "evidence")
    stated = (
        batch.facts.filter(pl.col("name").is_in(["author", "author_group"]))
        .select("doc", line_no=pl.lit(None, said.schema["line_no"]), evidence=pl.col("value").str.strip_chars())
        .unique(["doc", "evidence"], maintain_order=True)
        .filter(pl.len().over("doc") == 1)
        .with_columns(agency=agencies_of(pl.col("evidence")))
        .filter(pl.col("agency").list.len() > 0)
        .explode("agency")
        .join(said, on="doc", how="anti")
    )
    return pl.concat([said, stated.select(said.columns)])
