"""Documents of a few lines, and what becomes of them."""

import hashlib
from dataclasses import replace
from typing import Any

import polars as pl

from transforms.batch import NOTHING_KNOWN, Batch
from transforms.pipeline import judge, look, refine, render
from warehouse import schema
from warehouse.schema import frame_schema

Row = dict[str, Any]

NO_TEMPLATES, NO_SITES = NOTHING_KNOWN.templates, NOTHING_KNOWN.sites

# The body of most documents here: three paragraphs that no rule has anything to say about.
BODY = (
    "The ferry between Tarn and Gull Island will carry no lorries this winter, the harbour board decided on Monday.",
    "Engineers found cracks in the ramp after the storm, and a new one takes nine months to build and to certify.",
    "“We would rather carry fewer lorries than lose one,” said the board’s chairwoman, Maud Ellery, after the vote.",
)
TITLE = "Island ferry bars lorries after cracks are found in ramp"


def raw(*contents: str | None, **fields: Any) -> pl.DataFrame:
    """A RawDocuments frame, one document for each content; None is one that could not be read."""
    kind = fields.pop("kind", "text")
    rows = []
    for number, content in enumerate(contents):
        name = hashlib.sha256(f"{number}{content}".encode()).hexdigest()
        known = {"document_id": name[:24], "article_id": name[:24], "source_id": name[:24], "uri": f"file:///{number}"}
        read = {"content": content, "content_kind": kind, "content_sha256": name, "encoding": "utf-8"}
        rows.append(known | {"byte_count": 1} | (read if content is not None else {"reason": "empty file"}) | fields)
    return pl.DataFrame(rows, schema=frame_schema(schema.RawDocuments))


def page(*lines: str) -> str:
    """Lines as a page's text, a blank line between them."""
    return "\n\n".join(lines)


def kinds_of_all(*contents: str) -> list[dict[str, str]]:
    """Kind of each visible line of each document, judged in one batch."""
    lines = judge(render(raw(*contents))).lines.filter(pl.col("kind") != "blank")
    return [dict(lines.filter(pl.col("doc") == doc).select("raw", "kind").iter_rows()) for doc in range(len(contents))]


def loaded_all(*contents: str) -> list[dict[type, list[Row]]]:
    """Rows of the tables that each document fills, all made in one batch."""
    frame = raw(*contents)
    tables = refine(render(frame), NOTHING_KNOWN, run_id=1)
    return [
        {table: tables[table].filter(pl.col("document_id") == document).to_dicts() for table in schema.DOCUMENT_TABLES}
        for document in frame["document_id"]
    ]


def judged(content: str, templates: pl.DataFrame = NO_TEMPLATES, **fields: Any) -> Batch:
    return judge(render(raw(content, **fields)), replace(NOTHING_KNOWN, templates=templates))


def kinds(content: str, templates: pl.DataFrame = NO_TEMPLATES, **fields: Any) -> dict[str, str]:
    """Kind of each visible line."""
    lines = judged(content, templates, **fields).lines.filter(pl.col("kind") != "blank")
    return dict(zip(lines["raw"], lines["kind"], strict=True))


def known(content: str, **fields: Any) -> dict[str, str | None]:
    """What rules take each visible line for before the model decides; None: nothing, "edge": an end of the body."""
    lines = look(render(raw(content, **fields))).lines.filter(~pl.col("is_blank"))
    at_edge = pl.when(pl.col("at_edge") | pl.col("in_core")).then(pl.lit("edge"))
    return dict(lines.select("text", pl.coalesce("kind", at_edge)).iter_rows())


def loaded(content: str, sites: pl.DataFrame = NO_SITES, **fields: Any) -> dict[type, list[Row]]:
    """Rows of every table that one document fills."""
    tables = refine(render(raw(content, **fields)), replace(NOTHING_KNOWN, sites=sites), run_id=1)
    return {table: frame.to_dicts() for table, frame in tables.items()}


def article(content: str, **fields: Any) -> Row:
    return loaded(content, **fields)[schema.Articles][0]
