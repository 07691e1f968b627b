"""Entities of many articles become one where their names say that they are one.

An article names its entities by what it alone tells. What they are taken for is worked out anew after every run,
from all names the warehouse holds: it does not hang on the order in which articles were loaded (but for which of two
spellings keeps its id), and a merge that a new name makes doubtful is undone.
"""

import duckdb
import polars as pl

from warehouse.connection import statement
from warehouse.schema import EntityMerges, frame_schema

# In this order: what one rule merges, the next does not see.
_RULES = ("merge_by_alias", "merge_by_inverted_name", "merge_by_initials")
_LEAST_RATIO = 0.1  # of a person's articles with a role: what fewer give of a role is misread
# Where entities are named: the column, beside which `found_<column>` is what the article alone tells.
_NAMED = (
    ("mentions", "entity_id"),
    ("statements", "speaker_entity_id"),
    ("statement_entities", "entity_id"),
    ("entity_names", "entity_id"),
)


def no_aliases() -> pl.DataFrame:
    """Return an empty list of aliases: from_entity_id, into_entity_id, and kind, name, ... of the latter."""
    columns = ("from_entity_id", "into_entity_id", "kind", "name", "match_key", "country_code")
    return pl.DataFrame(schema={name: frame_schema(EntityMerges)[name] for name in columns})


def join_entities(con: duckdb.DuckDBPyConnection, aliases: pl.DataFrame) -> None:
    """Join the entities of the warehouse, the rows of `stage` in it already, and record what was taken for what.

    aliases: entities that are others, whatever their names say; see `no_aliases`.
    """
    con.register("aliases", aliases)
    con.execute(statement("merge_entity_names"))
    con.execute(f"create temp table known_entities as {statement('known_entities')}")
    con.execute("create temp table merged (from_entity_id varchar, into_entity_id varchar, reason varchar)")
    for rule in _RULES:
        con.execute(f"insert into merged {statement(rule)}")
        con.execute(statement("flatten_merges"))
    con.execute(f"create temp table resolved as {statement('resolved_entities')}")
    for table, column in _NAMED:
        con.execute(
            f"update {table} set {column} = resolved.entity_id from resolved "
            f"where {table}.found_{column} = resolved.found_entity_id and {table}.{column} <> resolved.entity_id"
        )
    con.execute(f"create temp table walks_of_life as {statement('walks_of_life')}")
    con.execute(f"create temp table ambiguous_people as {statement('ambiguous_people')}", {"least_ratio": _LEAST_RATIO})
    con.execute(statement("merge_entities"))
    con.execute(statement("merge_entity_merges"))
