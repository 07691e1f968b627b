"""The wire of each article of a batch, from its lines as they were judged and from who signs it."""

import polars as pl

from transforms.agencies import agencies_of
from transforms.batch import Batch
from transforms.wire import wires_of_lines

# Lines that say whose a text is. Above it notices are a menu's, and below it bylines are of other articles.
_ABOVE = ("standfirst", "byline", "published_stamp", "dateline", "source_credit")
_BELOW = ("body", "subheading", "list_item", "source_credit", "legal")
_ALONE = ("kicker", "source_credit")
_LABELLED = r"(?i)^\W*(?:by|von|par|por)\b"


def article_wires(batch: Batch, authors: pl.DataFrame) -> pl.DataFrame:
    """Return `doc`, `line_no`, `agency`, `evidence`: the wire of each article that says it, rows as of `wire_agencies`.

    authors: see `article_authors`. Where no line has a form that says it, or only a copyright, which a site may print
    below all it carries, the text is the agency's that is its only author, or that stands alone between headline and
    text where it has no author. `line_no` is null where markup tells.
    """
    line_no, kind = pl.col("line_no"), pl.col("kind")
    lines = batch.lines.select("doc", "line_no", "kind", "raw", "text", "dateline_agency").with_columns(
        headline=line_no.filter(kind == "headline").min().over("doc"),
        body_start=line_no.filter(kind == "body").min().over("doc"),
    )
    said = wires_of_lines(_as_written(lines)).select("doc", "line_no", "agency", "evidence", "rule")
    is_owned = pl.col("rule") == "copyright"
    is_above = line_no.is_null() | (line_no < pl.col("body_start"))
    signing = (
        authors.filter(pl.len().over("doc") == 1)
        .join(lines.select("doc", "body_start").unique("doc"), on="doc")
        .filter(is_above)
        .select("doc", "line_no", evidence="name")
    )
    alone = (
        lines.filter(kind.is_in(_ALONE) & (line_no > pl.col("headline")) & is_above)
        .join(authors, on="doc", how="anti")
        .select("doc", "line_no", evidence=pl.col("text").str.strip_chars(" |,.·•–—-"))
    )
    signed = (
        pl.concat([signing, alone])
        .with_columns(agency=agencies_of(pl.col("evidence")))
        .filter(pl.col("agency").list.len() == 1)
        .explode("agency", empty_as_null=False)
        .join(said.filter(~is_owned), on="doc", how="anti")
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", "line_no", "agency", "evidence")
    )
    said = said.filter(~is_owned | ~pl.col("doc").is_in(signed["doc"].implode())).drop("rule")
    return pl.concat([said, signed])


def _as_written(lines: pl.DataFrame) -> pl.DataFrame:
    """`doc`, `line_no` and `text` of the lines that tell, with what was cut and what their kind says of them."""
    kind, text = pl.col("kind"), pl.col("text")
    written = (
        pl.when(kind == "dateline")
        .then(text.str.strip_chars_end(" –—-") + " –")
        .when(pl.col("dateline_agency").is_not_null())
        .then("raw")
        .when((kind == "byline") & ~text.str.contains(_LABELLED))
        .then("By " + text)
        .otherwise(text)
    )
    tells = pl.when(pl.col("line_no") < pl.col("body_start")).then(kind.is_in(_ABOVE)).otherwise(kind.is_in(_BELOW))
    return lines.filter(tells).select("doc", "line_no", text=written)
