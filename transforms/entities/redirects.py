"""Entities that the list of known names takes for others: as articles named them before the list knew better."""

from collections.abc import Iterable

import polars as pl

from transforms.entities.keys import entity_id, listed_person_key, name_key, person_key
from transforms.entities.lexicon import data_lines
from transforms.entities.phrases import ALIAS, Known, alias_spellings

REDIRECT_SCHEMA = {
    "from_entity_id": pl.String, "into_entity_id": pl.String, "kind": pl.String, "name": pl.String,
    "match_key": pl.String, "country_code": pl.String,
}  # fmt: skip


def redirects(rows: Iterable[str] = ()) -> pl.DataFrame:
    """Return the entity of every other name on the list, with the one it is taken for, as REDIRECT_SCHEMA.

    rows: a user's own, as in aliases.tsv; where both have a name, the user's counts. A person's family name or
    nickname alone is left out: only its article tells who that is.
    """
    found: dict[str, tuple[str, ...]] = {}
    own: set[str] = set()
    for spelling, known in alias_spellings([*rows, *data_lines("entities/aliases.tsv")]):
        key = listed_person_key(known.name) if known.kind == "person" else name_key(known.name)
        into = entity_id(known.kind, key)
        own.add(into)
        if known.form == ALIAS and (known.kind != "person" or " " in spelling):
            former = entity_id(known.kind, _key(known, spelling))
            found.setdefault(former, (former, into, known.kind, known.name, key, known.code or ""))
    kept = [row for former, row in found.items() if former not in own]
    frame = pl.DataFrame(kept, schema=REDIRECT_SCHEMA, orient="row")
    return frame.with_columns(country_code=pl.col("country_code").replace("", None))


def _key(known: Known, name: str) -> str:
    return person_key(name) if known.kind == "person" else name_key(name)
