"""A warehouse of as many articles as wanted, straight from SQL: no text is read for it, so it is there in seconds.

Every sentence names a person, a country and a place, and most of them hold a statement; offsets slice back.
"""

from pathlib import Path

from warehouse.connection import opened
from warehouse.ddl import create_tables, create_views
from warehouse.schema import (
    Articles,
    Entities,
    EntityNames,
    Mentions,
    Sites,
    StatementEntities,
    Statements,
    table_name,
)

_SQL = Path(__file__).parent / "synthetic"
_TABLES = (Sites, Entities, EntityNames, Articles, Mentions, Statements, StatementEntities)


def write(path: Path, articles: int) -> Path:
    """Write the warehouse to `path` and return it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with opened(path, "warehouse") as con:
        create_tables(con)
        con.execute(f"create temp table sentences as {_select('sentences')}", {"articles": articles})
        for table in _TABLES:
            name = table_name(table)
            con.execute(f"insert into {name} by name {_select(name)}")
        create_views(con)
        con.execute("checkpoint warehouse")
    return path


def _select(name: str) -> str:
    return (_SQL / f"{name}.sql").read_text(encoding="utf-8")
