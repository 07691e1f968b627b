"""`newsledger statements`: texts in, who said what in them out, no warehouse.

A text is read exactly as it is given: offsets are characters of it.
"""

from collections.abc import Iterator
from typing import BinaryIO

import polars as pl

from corpus.streams import Compression
from flows.aliases import known_names, read_aliases
from flows.records import Record, Records, Seen, write_records
from flows.settings import Settings
from transforms.attribution import Attribution, attribute
from transforms.entities.phrases import Names
from transforms.language import detect_language
from transforms.statement_tables import readable
from transforms.statements.statement import TOLD
from transforms.wire import wire_agencies

STATEMENT_FIELDS = (
    "kind", "start", "end", "parts", "cue", "cue_start", "cue_end", "speaker_start", "speaker_end", "speaker",
    "speaker_text", "role", "organisation", "country", "confidence", "rule", "is_reported", "is_shown",
)  # fmt: skip
MENTION_FIELDS = (
    "start", "end", "surface", "kind", "form", "name", "entity_id", "role", "organisation", "country",
)  # fmt: skip


def attribute_records(
    lines: BinaryIO,
    out: BinaryIO,
    settings: Settings,
    compression: Compression | None = None,
    confidence: float | None = None,
) -> Seen:
    """Attribute the texts of JSON lines, one output line for each input record, in order.

    confidence: from which all told statements are written; None: those sure enough for their class, `is_shown`. The
    warehouse's views have of these what is said, told or shown, `is_reported`.
    """
    records = Records(lines, settings, compression)
    names = known_names(read_aliases(settings.aliases))
    for batch in records.batches():
        records.seen.error_count += int(batch["content_kind"].eq("html").sum())
        write_records(attributed_rows(batch, confidence, names), out)
    return records.seen


def attributed_rows(
    batch: pl.DataFrame, confidence: float | None = None, names: Names | None = None
) -> Iterator[Record]:
    """Yield one record for each of RawDocuments, in order: what its text says, or why there is none."""
    is_markup = pl.col("content_kind") == "html"
    reason = pl.when(is_markup).then(pl.lit("markup: clean it first, with `newsledger clean`")).otherwise("reason")
    rows = batch.with_row_index("doc").select("doc", "record", reason=reason, text="content")
    texts = rows.filter(pl.col("reason").is_null()).select("doc", "text")
    wires = wire_agencies(texts).unique("doc", keep="first", maintain_order=True).select("doc", wire="agency")
    languages = pl.Series([detect_language(text) for text in texts["text"]], dtype=pl.String)
    found = attribute(readable(texts.with_columns(language=languages)), names)
    for frame in (wires, _statements(found, confidence), _mentions(found)):
        rows = rows.join(frame, on="doc", how="left", maintain_order="left")
    for row in rows.iter_rows(named=True):
        if row["reason"] is not None:
            yield {"id": row["record"], "error": row["reason"]}
            continue
        yield {
            "id": row["record"],
            "wire": row["wire"],
            "statements": row["statements"] or [],
            "mentions": row["mentions"] or [],
        }


def _statements(found: Attribution, confidence: float | None) -> pl.DataFrame:
    """`doc` and its `statements`, in the order of the text."""
    is_told = pl.col("rule").str.split(":").list.first().is_in(TOLD)
    is_wanted = pl.col("is_shown") if confidence is None else ~is_told | (pl.col("confidence") >= confidence)
    spans = found.parts.sort("doc", "statement_id", "part_no").select(
        "doc", "statement_id", span=pl.concat_list("start", "end")
    )
    parts = spans.group_by("doc", "statement_id").agg(parts=pl.col("span"))
    named = (
        found.statements.filter(is_wanted)
        .join(parts, on=["doc", "statement_id"], how="left")
        .with_columns(speaker_text="speaker", speaker=pl.coalesce("speaker_name", "speaker"), country="country_code")
    )
    return _listed(named.sort("doc", "statement_no"), "statements", STATEMENT_FIELDS)


def _mentions(found: Attribution) -> pl.DataFrame:
    """`doc` and its `mentions`, in the order of the text."""
    entities = found.entities.unique("entity_id", keep="first", maintain_order=True).select("entity_id", "kind", "name")
    named = found.mentions.join(entities, on="entity_id", how="left").with_columns(country="country_code")
    return _listed(named.sort("doc", "mention_no"), "mentions", MENTION_FIELDS)


def _listed(frame: pl.DataFrame, name: str, fields: tuple[str, ...]) -> pl.DataFrame:
    return frame.group_by("doc", maintain_order=True).agg(pl.struct(fields).alias(name))
