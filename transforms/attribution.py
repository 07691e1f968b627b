"""Who is mentioned in texts, and who says what in them."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.entities.mentions import find_mentions
from transforms.entities.phrases import Names
from transforms.entities.speakers import resolve_speakers
from transforms.statements.find import find_statements
from transforms.statements.statement import DIRECT
from transforms.tokens import Counts, Flags, read_tokens

# What can be spoken to, and what the cue may have between itself and the name: `told the Alliance`.
_ADDRESSED = ("name", "short_name", "alias", "seat")
_ARTICLE_CHARS = len(" the ")


@dataclass(frozen=True, slots=True)
class Attribution:
    """What was found in a batch of texts, each frame with the columns of its table.

    Where the table has `document_id` the frame has `doc`; statement ids are unique within one text. What the
    tables add is left to them: `run_id`, `is_ambiguous`, a mention's sentence, `found_entity_id`. statements also
    has `speaker_name`, the full name of whom the speaker was resolved to, `speaker_kind`, and `is_shown`, whether a
    statement is sure enough for its class.
    """

    mentions: pl.DataFrame
    statements: pl.DataFrame
    parts: pl.DataFrame
    statement_entities: pl.DataFrame
    entities: pl.DataFrame
    entity_names: pl.DataFrame


def attribute(texts: pl.DataFrame, names: Names | None = None) -> Attribution:
    """Find mentions and statements in texts (`doc`, `text`); offsets are in characters of the text as given.

    names: the lists of known names, with a user's own rows where there are any; None are those that are shipped.
    """
    if texts.is_empty():  # nothing is found in an empty text, in frames of all their columns
        texts = pl.DataFrame({"doc": [0], "text": [""]}, schema_overrides={"doc": pl.UInt32})
    tokens = read_tokens(texts["text"])
    found, quoted = find_statements(tokens)
    named = find_mentions(tokens, names)
    speakers = resolve_speakers(named, found.spans, quoted, found.rows["kind"].eq(DIRECT).to_list())
    listed = named.tables()
    resolved = speakers.rows.select(
        "speaker_entity_id",
        "role",
        "organisation",
        "country_code",
        speaker_name="speaker",
        speaker_kind="kind",
        how="rule",
    )
    statements = (
        found.rows.hstack(resolved).with_columns(rule=pl.format("{}:{}", "found_by", "how")).drop("found_by", "how")
    )
    mentions = (
        pl.concat([listed.mentions, speakers.found.mentions])
        .unique(["text", "start", "end"], keep="first", maintain_order=True)
        .sort("text", "start", "end")
        .with_columns(mention_no=pl.int_range(1, pl.len() + 1, dtype=pl.Int64).over("text"))
    )
    return Attribution(
        mentions=_with_doc(mentions.drop("first", "last"), texts),
        statements=_with_doc(statements, texts),
        parts=_with_doc(found.parts, texts),
        statement_entities=_with_doc(_statement_entities(statements, found.parts, mentions, tokens.origin), texts),
        entities=pl.concat([listed.entities, speakers.found.entities]).unique(
            "entity_id", keep="first", maintain_order=True
        ),
        entity_names=pl.concat([listed.entity_names, speakers.found.entity_names]).unique(maintain_order=True),
    )


def _with_doc(frame: pl.DataFrame, texts: pl.DataFrame) -> pl.DataFrame:
    """Put `doc` in the place of the text's number."""
    return frame.with_columns(doc=texts["doc"].gather(frame["text"])).drop("text")


def _statement_entities(
    statements: pl.DataFrame, parts: pl.DataFrame, mentions: pl.DataFrame, origin: Counts
) -> pl.DataFrame:
    """Return `text`, `statement_id`, `entity_id`, `part_in`: what statements name, and to whom they are made."""
    starts, ends = _places(mentions, "start", origin), _places(mentions, "end", origin)
    first = np.searchsorted(starts, _places(parts, "start", origin))
    counts = np.maximum(np.searchsorted(starts, _places(parts, "end", origin)) - first, 0)
    part = np.repeat(np.arange(len(parts)), counts)
    mention = np.arange(len(part)) - np.repeat(np.cumsum(counts) - counts, counts) + first[part]
    topics = _pairs(parts, part, mentions, mention, "topic")

    spoken = statements.filter(pl.col("cue_end").is_not_null() & pl.col("speaker_start").is_not_null())
    cue_end = _places(spoken, "cue_end", origin)
    following = np.minimum(np.searchsorted(starts, cue_end), max(0, len(starts) - 1))
    if not len(starts) or not len(cue_end):
        return topics
    is_near: Flags = (starts[following] >= cue_end) & (starts[following] - cue_end <= _ARTICLE_CHARS)
    outside = (ends[following] <= _places(spoken, "start", origin)) | (
        starts[following] >= _places(spoken, "end", origin)
    )
    is_speaker = (starts[following] < _places(spoken, "speaker_end", origin)) & (
        ends[following] > _places(spoken, "speaker_start", origin)
    )
    is_named = mentions["form"].is_in(_ADDRESSED).to_numpy()[following]
    told = np.flatnonzero(is_near & outside & ~is_speaker & is_named)
    return pl.concat([topics, _pairs(spoken, told, mentions, following[told], "addressee")]).unique(maintain_order=True)


def _places(frame: pl.DataFrame, name: str, origin: Counts) -> Counts:
    """Offsets in texts as places in the batch."""
    places: Counts = frame[name].to_numpy() + origin[frame["text"].to_numpy()]
    return places


def _pairs(rows: pl.DataFrame, row: Counts, mentions: pl.DataFrame, mention: Counts, part_in: str) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "text": rows["text"].gather(row),
            "statement_id": rows["statement_id"].gather(row),
            "entity_id": mentions["entity_id"].gather(mention),
        }
    ).with_columns(part_in=pl.lit(part_in)).unique(maintain_order=True)  # fmt: skip
