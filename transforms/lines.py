"""Documents to lines: markup is rendered, text is cut at its line breaks, and nothing is lost on the way."""

import hashlib
from dataclasses import replace

import polars as pl

from transforms.batch import EDIT_SCHEMA, FACT_SCHEMA, Batch
from transforms.json_ld import Fact
from transforms.page_facts import page_facts
from transforms.page_tree import collection_paused, parse
from transforms.render import Rendering, render

# One line with its break, or the last line without one. Only CR and LF break: U+0085 is half of a
# mis-decoded ellipsis more often than a line break, and U+2028 stands inside sentences.
LINE = r"[^\r\n]*(?:\r\n|\n|\r)|[^\r\n]+"

# The markup's columns: all that a Rendering holds but the text.
_MARKUP = {
    "path": pl.String,
    "marks": pl.String,
    "near_marks": pl.String,
    "block": pl.Int32,
    "parent_block": pl.Int32,
    "grandparent_block": pl.Int32,
    "link_density": pl.Float64,
    "href": pl.String,
}
NOTHING_VISIBLE = "nothing visible: the markup holds no text outside scripts, styles and its head"
# Record fields that state what a page's head would.
_RECORD_FACTS = {"title": "title", "published": "published"}


def start_batch(raw: pl.DataFrame) -> Batch:
    """Return the batch of a RawDocuments frame, before any step."""
    nothing = pl.DataFrame()
    return Batch(
        documents=raw.with_columns(pl.int_range(pl.len(), dtype=pl.UInt32).alias("doc")),
        lines=nothing,
        edits=pl.DataFrame(schema=EDIT_SCHEMA),
        facts=pl.DataFrame(schema=FACT_SCHEMA),
    )


def state_record_facts(batch: Batch) -> Batch:
    """What the record's own fields say becomes facts, the strongest there are."""
    frames = [
        batch.documents.filter(pl.col(column).is_not_null()).select(
            "doc", pl.lit(name).alias("name"), pl.col(column).alias("value"), pl.lit("record").alias("origin")
        )
        for column, name in _RECORD_FACTS.items()
    ]
    return replace(batch, facts=pl.concat([*frames, batch.facts]))


def render_markup(batch: Batch) -> Batch:
    """Give every document its ledger's text; a page's is its rendering, with what the markup says beside each line.

    One page at a time: the one loop over documents, and the cost of HTML.
    """
    pages = batch.documents.filter(pl.col("content_kind") == "html").select("doc", "content")
    texts: dict[int, str] = {}
    places: dict[str, list[int]] = {"doc": [], "line_no": []}
    markup_columns: dict[str, list[object]] = {name: [] for name in _MARKUP}
    facts: list[tuple[int, str, str, str]] = []
    for doc, markup in pages.iter_rows():
        with collection_paused():
            lines, stated = _read_page(markup)
        texts[doc] = "\n".join(lines.text)
        facts += [(doc, *fact) for fact in stated]
        places["doc"] += [doc] * len(lines.text)
        places["line_no"] += range(1, len(lines.text) + 1)
        for name, column in markup_columns.items():
            column += getattr(lines, name)
    text = pl.DataFrame(
        {"doc": list(texts), "rendered": list(texts.values())}, {"doc": pl.UInt32, "rendered": pl.String}
    )
    documents = batch.documents.join(text, on="doc", how="left", maintain_order="left")
    is_page = pl.col("content_kind") == "html"
    documents = documents.with_columns(
        text=pl.when(is_page & (pl.col("rendered") != "")).then("rendered").when(~is_page).then("content"),
        reason=pl.coalesce("reason", pl.when(is_page & (pl.col("rendered") == "")).then(pl.lit(NOTHING_VISIBLE))),
    ).drop("rendered", "content")
    return replace(
        batch,
        documents=documents,
        lines=pl.DataFrame(places | markup_columns, {"doc": pl.UInt32, "line_no": pl.Int64, **_MARKUP}),
        facts=pl.concat([batch.facts, pl.DataFrame(facts, FACT_SCHEMA, orient="row")]),
    )


def _read_page(markup: str) -> tuple[Rendering, list[Fact]]:
    """Lines and facts of one page; its tree is garbage from here on."""
    soup = parse(markup)
    return render(soup), page_facts(soup)


def split_lines(batch: Batch) -> Batch:
    """Cut each document's text into lines: `line_no` from 1, offsets in characters, the break kept apart."""
    hashes = [None if text is None else hashlib.sha256(text.encode()).hexdigest() for text in batch.documents["text"]]
    lines = (
        _cut(batch.documents.filter(pl.col("text").is_not_null()).select("doc", whole="text"))
        .with_columns(
            raw=pl.col("whole").str.strip_chars_end("\r\n"),
            size=pl.col("whole").str.len_chars().cast(pl.Int64),
        )
        .with_columns(raw_size=pl.col("raw").str.len_chars().cast(pl.Int64))
        .select(
            "doc",
            pl.int_range(1, pl.len() + 1).over("doc").alias("line_no"),
            (pl.col("size").cum_sum().over("doc") - pl.col("size")).alias("start"),
            "raw",
            pl.col("whole").str.slice(pl.col("raw_size")).alias("line_break"),
            "raw_size",
        )
        .with_columns(end=pl.col("start") + pl.col("raw_size"))
        .drop("raw_size")
        .join(batch.lines, on=["doc", "line_no"], how="left", maintain_order="left")
    )
    counts = lines.group_by("doc").agg(line_count=pl.len().cast(pl.Int64))
    documents = (
        batch.documents.with_columns(
            text_sha256=pl.Series(hashes, dtype=pl.String),
            char_count=pl.col("text").str.len_chars().cast(pl.Int64),
        )
        .join(counts, on="doc", how="left", maintain_order="left")
        .drop("text")
    )
    return replace(batch, documents=documents, lines=lines)


def _cut(documents: pl.DataFrame) -> pl.DataFrame:
    """Cut `whole` into its lines, at line feeds first: returns are rare, and a pattern takes ten times as long."""
    fed = documents.with_columns(pl.col("whole").str.split("\n", inclusive=True)).explode("whole", empty_as_null=False)
    if not fed["whole"].str.contains("\r", literal=True).any():
        return fed
    return fed.with_columns(pl.col("whole").str.extract_all(LINE)).explode("whole", empty_as_null=False)
