"""All mentions of a batch, with the entities they mean."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl

from transforms.entities.cast import Person
from transforms.entities.keys import entity_id, name_key, person_key
from transforms.entities.organisations import Organisation
from transforms.entities.phrases import Known, Names, listed_names
from transforms.entities.reading import Entity, Mention, Reader
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
    """What a batch mentions. readers: each text as it was read, by its number; view: the batch in lists."""

    tokens: Tokens
    view: View
    readers: list[Reader]

    def frame(self) -> pl.DataFrame:
        """Return one row per mention, as MENTION_SCHEMA; `text` is the number of the text, offsets are in it."""
        return mention_rows(self, ((n, reader.mentions) for n, reader in enumerate(self.readers)))

    def entities(self) -> pl.DataFrame:
        """Return one row per entity mentioned, as ENTITY_SCHEMA."""
        found = {identity.entity_id: identity for identity in self._identities()}
        columns = zip(
            *((each.entity_id, each.kind, each.name, each.key, each.code) for each in found.values()), strict=True
        )
        return pl.DataFrame(dict(zip(ENTITY_SCHEMA, columns, strict=False)), schema=ENTITY_SCHEMA)

    def entity_names(self) -> pl.DataFrame:
        """Return the spellings of full names seen of each entity, as NAME_SCHEMA."""
        named = self.frame().filter(pl.col("form").is_in(["name", "alias"])).select("entity_id", name="surface")
        return pl.concat([named, self.entities().select("entity_id", "name")]).unique().sort("entity_id", "name")

    def _identities(self) -> Iterator[Identity]:
        for reader in self.readers:
            for mention in reader.mentions:
                yield identify(mention.entity)


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
    return Mentions(tokens, view, readers)


def _cuts(tokens: Counts, ends: Counts) -> list[int]:
    return [0, *np.searchsorted(tokens, ends).tolist()]


def identify(entity: Entity) -> Identity:
    """Return what an entity is to all articles."""
    if isinstance(entity, Person):
        name = entity.known.name if entity.known else entity.name
        key = person_key(name)
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


def mention_rows(mentions: Mentions, found: Iterator[tuple[int, list[Mention]]]) -> pl.DataFrame:
    """Return mentions as rows of MENTION_SCHEMA."""
    view, origin = mentions.view, mentions.tokens.origin.tolist()
    rows = []
    for text, group in found:
        shift = origin[text]
        for each in group:
            start, end = view.start[each.first], view.end[each.last]
            rows.append((text, identify(each.entity).entity_id, each.form, each.first, each.last, start - shift, end - shift,
                         view.text[start:end], each.role, each.organisation, each.code, each.rule, each.confidence))  # fmt: skip
    columns = list(zip(*rows, strict=True)) or [()] * len(MENTION_SCHEMA)
    return pl.DataFrame(dict(zip(MENTION_SCHEMA, columns, strict=True)), schema=MENTION_SCHEMA)
