"""The last step: frames of a finished batch become rows of the warehouse's tables."""

import hashlib
from dataclasses import replace

import polars as pl

from transforms.article_wires import article_wires
from transforms.attribution import attribute
from transforms.batch import Batch
from transforms.credits import article_credits
from transforms.dates import article_dates
from transforms.entities.phrases import Names
from transforms.language import detect_language
from transforms.links import article_tags, related_links, sections
from transforms.people import article_authors
from transforms.statement_tables import readable, statement_tables
from transforms.titles import article_titles
from warehouse import schema
from warehouse.schema import conform, frame_schema

_HASH_CHARS = 24


def tables(batch: Batch, run_id: int, names: Names | None = None) -> dict[type, pl.DataFrame]:
    """Return the rows of every table that documents fill, each frame held to its declaration."""
    loaded = _loaded(batch)
    dates = article_dates(loaded)
    authors = article_authors(loaded)
    wires = article_wires(loaded, authors)
    authors = authors.with_columns(author_id=pl.Series([_name_id(name) for name in authors["name"]], dtype=pl.String))
    articles = _articles(loaded, dates, wires)
    texts = readable(articles)
    ids = batch.documents.select("doc", "document_id")
    frames = {
        schema.Documents: _documents(batch),
        schema.Lines: loaded.lines,
        schema.LineEdits: _line_edits(loaded),
        schema.Articles: articles,
        schema.ArticleDates: dates,
        schema.ArticleAuthors: authors,
        schema.Credits: article_credits(loaded, wires),
        schema.RelatedLinks: related_links(loaded),
        schema.ArticleTags: article_tags(loaded),
        **statement_tables(attribute(texts, names), texts, ids),
    }
    rows = {table: _rows(frame, table, ids, run_id) for table, frame in frames.items()}
    rows[schema.Authors] = _rows(
        authors.unique("author_id", keep="first", maintain_order=True), schema.Authors, ids, run_id
    )
    rows[schema.Sites] = _rows(_sites(batch), schema.Sites, ids, run_id)
    return rows


def _loaded(batch: Batch) -> Batch:
    """The batch without rejected documents: their url or their record may still state a date, an author or a tag."""
    documents = batch.documents.filter(pl.col("reason").is_null())
    lines, edits, facts = (
        frame.join(documents.select("doc"), on="doc", how="semi", maintain_order="left")
        for frame in (batch.lines, batch.edits, batch.facts)
    )
    return replace(batch, documents=documents, lines=lines, edits=edits, facts=facts)


def _rows(frame: pl.DataFrame, table: type, ids: pl.DataFrame, run_id: int) -> pl.DataFrame:
    """The declared columns of a frame, document and run filled in."""
    names = frame_schema(table).names()
    if "document_id" in names and "document_id" not in frame.columns:
        frame = frame.join(ids, on="doc", how="left", maintain_order="left")
    return conform(frame.with_columns(run_id=pl.lit(run_id, pl.Int64)).select(names), table)


def _name_id(name: str) -> str:
    return hashlib.sha256(name.casefold().encode()).hexdigest()[:_HASH_CHARS]


def _documents(batch: Batch) -> pl.DataFrame:
    """Every raw document is loaded unless the reader gave a reason why not; quarantine comes later."""
    return batch.documents.with_columns(
        outcome=pl.when(pl.col("reason").is_null()).then(pl.lit("loaded")).otherwise(pl.lit("rejected"))
    )


def _line_edits(batch: Batch) -> pl.DataFrame:
    """Edits of kept lines, their offsets counted in the document."""
    kept = batch.lines.filter("kept").select("doc", "line_no", line_start="start", raw="raw")
    return (
        batch.edits.join(kept, on=["doc", "line_no"])
        .sort("doc", "line_no", "start", "end")
        .with_columns(
            edit_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("doc", "line_no"),
            removed=pl.col("raw").str.slice(pl.col("start"), pl.col("end") - pl.col("start")),
            start=pl.col("start") + pl.col("line_start"),
            end=pl.col("end") + pl.col("line_start"),
        )
    )


def _articles(batch: Batch, dates: pl.DataFrame, wires: pl.DataFrame) -> pl.DataFrame:
    """One article for each document that has lines. Version 1: the stage numbers versions."""
    kept = (
        batch.lines.filter("kept")
        .group_by("doc", maintain_order=True)
        .agg(
            text=pl.col("text").str.join("\n"),
            word_count=pl.col("words").sum(),
            kept_chars=pl.col("chars").sum(),
        )
    )
    winners = dates.filter("is_winner").select("doc", published_on="value", date_role="role")
    wire = wires.unique("doc", keep="first", maintain_order=True).select("doc", wire="agency")
    pages = dates.filter(pl.col("page_date").is_not_null()).select("doc", "page_date").unique("doc")
    articles = batch.documents.drop("title", "published")
    for found in (kept, winners, wire, pages, sections(batch), article_titles(batch), *_first_lines(batch)):
        articles = articles.join(found, on="doc", how="left", maintain_order="left")
    articles = articles.with_columns(pl.col("text").fill_null(""), pl.col("word_count", "kept_chars").fill_null(0))
    languages = [detect_language(text) for text in articles["text"]]
    return articles.with_columns(
        version=pl.lit(1, pl.Int64),
        is_current=pl.lit(value=True),
        url="page_url",
        language=pl.Series(languages, dtype=pl.String),
        kept_ratio=pl.min_horizontal(1.0, pl.col("kept_chars") / pl.col("char_count").clip(lower_bound=1)),
    )


def _first_lines(batch: Batch) -> list[pl.DataFrame]:
    """`doc` and standfirst, kicker, dateline: the first line of each kind, or what was cut."""
    first = [
        batch.lines.filter(pl.col("kind") == kind)
        .unique("doc", keep="first", maintain_order=True)
        .select("doc", pl.col("text").alias(kind))
        for kind in ("standfirst", "kicker")
    ]
    cut = batch.lines.filter(pl.col("dateline_place").is_not_null()).select("doc", dateline="dateline_place")
    alone = batch.lines.filter(pl.col("kind") == "dateline").select(
        "doc", dateline=pl.col("text").str.extract(r"^([^(,–—]+?)\s*(?:[(,–—]|-\s|-?$)", 1)
    )
    datelines = pl.concat([alone, cut]).filter(pl.col("dateline").is_not_null())
    return [*first, datelines.unique("doc", keep="first", maintain_order=True)]


def _sites(batch: Batch) -> pl.DataFrame:
    """Sites of the batch, with the name their pages state and the order of their dates as the survey found it."""
    names = batch.facts.filter(pl.col("name") == "site_name").select("doc", name=pl.col("value").str.strip_chars())
    return (
        batch.documents.filter(pl.col("site_id").is_not_null())
        .join(names.unique("doc", keep="first", maintain_order=True), on="doc", how="left", maintain_order="left")
        .sort(pl.col("name").is_null(), maintain_order=True)
        .unique("site_id", keep="first", maintain_order=True)
        .join(batch.known.sites.select("site_id", "day_order"), on="site_id", how="left", maintain_order="left")
        .select("site_id", "name", "day_order")
    )
