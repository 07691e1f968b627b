"""All mentions of a batch, with the entities they mean."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.entities.cast import Person
from transforms.entities.keys import entity_id, listed_person_key, name_key, person_key
from transforms.entities.mention import Entity, Mention
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import ALIAS, NAME, Known, Names, listed_names
from transforms.entities.reading import Reader
from transforms.entities.tags import read_tags
from transforms.entities.view import View, read_view
from transforms.tokens import Counts, Tokens

MENTION_SCHEMA = {
    "text": pl.Int64, "entity_id": pl.String, "form": pl.String, "first": pl.Int64, "last": pl.Int64, "start": pl.Int64,
    "end": pl.Int64, "surface": pl.String, "role": pl.String, "organisation": pl.String, "country_code": pl.String,
    "rule": pl.String, "confidence": pl.Float64,
}  # fmt: skip
ENTITY_SCHEMA = {
    "entity_id": pl.String, "kind": pl.String, "name": pl.String, "match_key": pl.String, "country_code": pl.String,
}  # fmt: skip
NAME_SCHEMA = {"entity_id": pl.String, "name": pl.String}
_SURFACE = list(MENTION_SCHEMA).index("surface")
_SPELT = frozenset((NAME, ALIAS))  # forms whose words are a name of their own


@dataclass(frozen=True, slots=True)
class Identity:
    """What an entity is to all articles."""

    entity_id: str
    kind: str
    name: str
    key: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a batch mentions. readers: each text as it was read, by its number; view: the batch in lists; origin: where
    each text begins in it.
    """

    tokens: Tokens
    view: View
    readers: list[Reader]
    origin: list[int]

    def tables(self) -> "EntityTables":
        """Return all mentions, the entities they mean, and the spellings of their names."""
        return entity_tables(self, ((text, reader.mentions) for text, reader in enumerate(self.readers)))


@dataclass(frozen=True, slots=True)
class EntityTables:
    """What a batch mentions, as MENTION_SCHEMA (`text`: number of the text; offsets are in it), ENTITY_SCHEMA and
    NAME_SCHEMA.
    """

    mentions: pl.DataFrame
    entities: pl.DataFrame
    entity_names: pl.DataFrame


def find_mentions(tokens: Tokens, names: Names | None = None) -> Mentions:
    """Find who and what is named in a batch; names: the lists, with a user's own rows if there are any."""
    names = names or listed_names()
    tags = read_tags(tokens, names)
    view = read_view(tokens, tags, names)
    texts = len(tokens.origin) - 1
    ends = np.searchsorted(tokens.text, np.arange(1, texts + 1))
    run_cuts, weak_cuts = _cuts(tags.run_first, ends), _cuts(tags.weak, ends)
    runs = list(zip(tags.run_first.tolist(), tags.run_last.tolist(), strict=True))
    weak = tags.weak.tolist()
    readers = []
    for n in range(texts):
        reader = Reader(view)
        reader.read(runs[run_cuts[n] : run_cuts[n + 1]], weak[weak_cuts[n] : weak_cuts[n + 1]])
        readers.append(reader)
    return Mentions(tokens, view, readers, tokens.origin.tolist())


def _cuts(tokens: Counts, ends: Counts) -> list[int]:
    return [0, *np.searchsorted(tokens, ends).tolist()]


def identify(entity: Entity) -> Identity:
    """Return what an entity is to all articles."""
    if isinstance(entity, Person):
        name = entity.known.name if entity.known else entity.name
        key = listed_person_key(name) if entity.known else f"{person_key(name)} {entity.apart}".rstrip()
        return Identity(
            entity_id("person", key), "person", name, key, entity.known.code if entity.known else entity.code
        )
    if isinstance(entity, Organisation):
        return Identity(entity_id("organisation", entity.key), "organisation", entity.name, entity.key, entity.code)
    return _listed_identity(entity)


def _listed_identity(known: Known) -> Identity:
    key = (
        f"{name_key(known.name)} {(known.code or '').lower()}".strip()
        if known.kind == "place"
        else name_key(known.name)
    )
    return Identity(entity_id(known.kind, key), known.kind, known.name, key, known.code)


def entity_tables(mentions: Mentions, found: Iterable[tuple[int, list[Mention]]]) -> EntityTables:
    """Return mentions, each list with the number of its text, with the entities they mean and the spellings."""
    rows: list[tuple[object, ...]] = []
    entities: dict[str, Identity] = {}
    names: dict[tuple[str, str], None] = {}
    for text, group in found:
        known: dict[int, Identity] = {}
        for mention in group:
            entity = known.get(id(mention.entity))
            if entity is None:
                entity = known[id(mention.entity)] = identify(mention.entity)
                entities[entity.entity_id] = entity
                names[entity.entity_id, entity.name] = None
            row = _row(mentions, text, mention, entity.entity_id)
            rows.append(row)
            if mention.form in _SPELT:
                names[entity.entity_id, str(row[_SURFACE])] = None
    identities = [(each.entity_id, each.kind, each.name, each.key, each.code) for each in entities.values()]
    return EntityTables(
        frame_of(rows, MENTION_SCHEMA), frame_of(identities, ENTITY_SCHEMA), frame_of(list(names), NAME_SCHEMA)
    )


def frame_of(rows: Sequence[tuple[object, ...]], schema: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """Return rows as a frame."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pl.DataFrame(dict(zip(schema, columns, strict=True)), schema=dict(schema))


def _row(mentions: Mentions, text: int, each: Mention, entity: str) -> tuple[object, ...]:
    view = mentions.view
    start, end, shift = view.start[each.first], view.end[each.last], mentions.origin[text]
    place = (each.first, each.last, start - shift, end - shift, view.text[start:end])
    organisation = each.organisation.name if each.organisation else None
    return (text, entity, each.form, *place, each.role, organisation, each.code, each.rule, each.confidence)
