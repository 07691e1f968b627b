"""Who is mentioned in texts, and who says what in them."""

from dataclasses import dataclass

import polars as pl

from warehouse import schema
from warehouse.schema import frame_schema


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was found in a batch of texts, each frame with the columns of its table.

    Where the table has `document_id` the frame has `doc`; statement ids are unique within one text. What the tables
    add is left to them: `run_id`, `is_ambiguous`, the sentence of a mention, and `found_entity_id`.
    """

    mentions: pl.DataFrame
    statements: pl.DataFrame
    parts: pl.DataFrame
    statement_entities: pl.DataFrame
    entities: pl.DataFrame
    entity_names: pl.DataFrame


def attribute(texts: pl.DataFrame) -> Attribution:
    """Find mentions and statements in texts (`doc`, `text`); offsets are in characters of the text as given."""
    return Attribution(
        mentions=_nothing(schema.Mentions),
        statements=_nothing(schema.Statements),
        parts=_nothing(schema.StatementParts),
        statement_entities=_nothing(schema.StatementEntities),
        entities=_nothing(schema.Entities),
        entity_names=_nothing(schema.EntityNames),
    )


def _nothing(table: type) -> pl.DataFrame:
    """Return the frame of a table without rows."""
    columns: dict[str, pl.DataType] = {"doc": pl.UInt32()} if "document_id" in frame_schema(table) else {}
    columns |= {
        name: dtype
        for name, dtype in frame_schema(table).items()
        if name not in ("document_id", "run_id", "is_ambiguous") and not name.startswith(("found_", "sentence_"))
    }
    return pl.DataFrame(schema=columns)
