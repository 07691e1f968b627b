"""Who said what: entities, where they are mentioned, and the statements that articles attribute to them.

What one article tells is never lost when entities of several are joined: `found_entity_id` is the entity by the
article alone, `entity_id` the one it is taken for, and `entity_merges` says why the two differ.
"""

from dataclasses import dataclass
from typing import Annotated

from warehouse.declare import Between, Key, References
from warehouse.schema.vocabulary import (
    Count,
    CountryCode,
    DocumentId,
    EntityKind,
    Id,
    MentionForm,
    MergeReason,
    Name,
    PartIn,
    RunId,
    Share,
    StatementKind,
)


@dataclass(frozen=True, slots=True)
class Entities:
    """One person, organisation, country or place that loaded articles mention."""

    entity_id: Annotated[str, Key(), Id, "Hash of kind and match key."]
    kind: Annotated[EntityKind, "What it is."]
    name: Annotated[str, Name, "Its full name as first seen, or as the list of known names has it."]
    match_key: Annotated[str, Name, "The name without case, accents and variants of spelling."]
    country_code: Annotated[str | None, CountryCode, "ISO 3166 code of its country; null when unknown."]
    is_ambiguous: Annotated[
        bool,
        "Whether it may be several people of one name: articles give it roles of different countries or walks of life.",
    ]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class EntityNames:
    """One spelling of an entity's name."""

    found_entity_id: Annotated[str, Key(), Id, "The entity by the article that wrote it so."]
    name: Annotated[str, Key(), Name, "The spelling."]
    entity_id: Annotated[str, References("entities"), "The entity it is taken for."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Mentions:
    """One occurrence of an entity in an article's text."""

    document_id: DocumentId
    mention_no: Annotated[int, Key(), Between(1, None), "Number of the mention in its text, from 1."]
    entity_id: Annotated[str, References("entities"), "The entity."]
    found_entity_id: Annotated[str, Id, "The entity by this article alone."]
    form: Annotated[MentionForm, "How it is mentioned; seat: a capital or residence that stands for its government."]
    start: Annotated[int, Count, "Offset in the article's text."]
    end: Annotated[int, Count, "Offset after the mention."]
    surface: Annotated[str, "The mention as written."]
    sentence_start: Annotated[int, Count, "Offset of the sentence it stands in."]
    sentence_end: Annotated[int, Count, "Offset after that sentence."]
    role: Annotated[str | None, "Role given with it, as written."]
    organisation: Annotated[str | None, "Organisation of the role."]
    country_code: Annotated[str | None, CountryCode, "ISO 3166 code of the role's country."]
    rule: Annotated[str, Name, "Rule that found it."]
    confidence: Annotated[float, Share, "How sure it is."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class Statements:
    """One statement that an article attributes to somebody."""

    document_id: DocumentId
    statement_id: Annotated[str, Key(), Id, "Hash of the document and the statement; no two documents share one."]
    statement_no: Annotated[int, Between(1, None), "Number of the statement in its text, from 1."]
    kind: Annotated[StatementKind, "Quoted, told, or told with quoted words."]
    content: Annotated[str, "What was said: its parts, joined by blanks."]
    start: Annotated[int, Count, "Offset in the article's text where its first part begins."]
    end: Annotated[int, Count, "Offset after its last part."]
    cue: Annotated[str | None, "Words that attribute it, such as `said`; null where the form alone does."]
    cue_start: Annotated[int | None, Count, "Offset of the cue."]
    cue_end: Annotated[int | None, Count, "Offset after the cue."]
    speaker: Annotated[str | None, "The speaker as written; null when unknown."]
    speaker_start: Annotated[int | None, Count, "Offset of the speaker."]
    speaker_end: Annotated[int | None, Count, "Offset after the speaker."]
    speaker_entity_id: Annotated[str | None, References("entities"), "Who that is; null when unknown."]
    found_speaker_entity_id: Annotated[str | None, Id, "Who that is by this article alone."]
    role: Annotated[str | None, "Role of the speaker in this article, as written."]
    organisation: Annotated[str | None, "Organisation the speaker speaks for."]
    country_code: Annotated[str | None, CountryCode, "ISO 3166 code of the country the speaker speaks for."]
    rule: Annotated[str, Name, "Rule that found the speaker, or none."]
    confidence: Annotated[float, Share, "How sure it is that this was said, and by the speaker."]
    is_reported: Annotated[
        bool, "Whether views show it: quoted, or surely reported speech; of the others choose by confidence."
    ]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class StatementParts:
    """One stretch of text that a statement is made of; `“…,” he said. “…”` has two."""

    document_id: DocumentId
    statement_id: Annotated[str, Key(), Id, "The statement."]
    part_no: Annotated[int, Key(), Between(1, None), "Number of the part in its statement, from 1."]
    start: Annotated[int, Count, "Offset in the article's text."]
    end: Annotated[int, Count, "Offset after the part."]
    content: Annotated[str, "The part as written."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class StatementEntities:
    """One entity that a statement is about or directed to."""

    document_id: DocumentId
    statement_id: Annotated[str, Key(), Id, "The statement."]
    found_entity_id: Annotated[str, Key(), Id, "The entity by this article alone."]
    part_in: Annotated[PartIn, Key(), "Topic: named in it. Addressee: to whom it was said."]
    entity_id: Annotated[str, References("entities"), "The entity."]
    run_id: RunId


@dataclass(frozen=True, slots=True)
class EntityMerges:
    """One entity that articles name and that is taken for another."""

    from_entity_id: Annotated[str, Key(), Id, "The entity by the articles alone, no longer among the entities."]
    into_entity_id: Annotated[str, References("entities"), "The entity it is taken for."]
    reason: Annotated[
        MergeReason, "Alias: a list of known names. Inverted: family name last. Initials: the only one they fit."
    ]
    kind: Annotated[EntityKind, "What it is."]
    name: Annotated[str, Name, "Its name as first seen."]
    match_key: Annotated[str, Name, "The name without case, accents and variants of spelling."]
    country_code: Annotated[str | None, CountryCode, "ISO 3166 code of its country; null when unknown."]
    run_id: RunId
