"""What is attributed in articles' texts, as frames of the tables."""

import hashlib

import polars as pl

from transforms.attribution import Attribution
from transforms.sentences import with_sentences
from warehouse import schema

# What cues, pronouns and names are known of. A text too short to tell its language is read too: there is no harm in it.
LANGUAGES = ("en",)
_HASH_CHARS = 24


def readable(texts: pl.DataFrame) -> pl.DataFrame:
    """Return those of texts (`doc`, `text`, `language`) in which statements can be found, without their language."""
    language = pl.col("language")
    return texts.filter(language.is_null() | language.is_in(LANGUAGES)).select("doc", "text")


def statement_tables(found: Attribution, texts: pl.DataFrame, ids: pl.DataFrame) -> dict[type, pl.DataFrame]:
    """Return the frames of all tables that hold who said what in texts (`doc`, `text`).

    ids: `doc` and `document_id`. Entities of several texts of the batch stand once, as first seen.
    """
    unique = _unique_ids(found, ids)
    frames = {
        schema.Mentions: with_sentences(found.mentions, texts),
        schema.Statements: _renamed(found.statements, unique),
        schema.StatementParts: _renamed(found.parts, unique),
        schema.StatementEntities: _renamed(found.statement_entities, unique),
        schema.Entities: found.entities.unique("entity_id", keep="first", maintain_order=True),
        schema.EntityNames: found.entity_names.unique(["entity_id", "name"], keep="first", maintain_order=True),
    }
    return {table: _as_found(frame) for table, frame in frames.items()}


def _unique_ids(found: Attribution, ids: pl.DataFrame) -> pl.DataFrame:
    """`doc` and `statement_id` of every statement, with the `unique_id` that no statement of another document has."""
    rows = found.statements.select("doc", "statement_id").join(ids, on="doc", how="left", maintain_order="left")
    unique = [
        hashlib.sha256(f"{document}/{statement}".encode()).hexdigest()[:_HASH_CHARS]
        for document, statement in rows.select("document_id", "statement_id").iter_rows()
    ]
    return rows.select("doc", "statement_id", unique_id=pl.Series(unique, dtype=pl.String))


def _renamed(frame: pl.DataFrame, unique: pl.DataFrame) -> pl.DataFrame:
    """Give a frame of statements, or of what belongs to them, ids that are unique over all documents."""
    renamed = frame.join(unique, on=["doc", "statement_id"], how="left", maintain_order="left")
    return renamed.with_columns(statement_id="unique_id").drop("unique_id")


def _as_found(frame: pl.DataFrame) -> pl.DataFrame:
    """Fill what only the whole warehouse can change: entities are those that the articles name, and not ambiguous."""
    entities = [name for name in ("entity_id", "speaker_entity_id") if name in frame.columns]
    found = (pl.col(name).alias(f"found_{name}") for name in entities)
    return frame.with_columns(*found, is_ambiguous=pl.lit(value=False))
