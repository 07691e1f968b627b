from pathlib import Path

import pytest

from tests.warehouse.rows import make_warehouse
from warehouse.connection import query
from warehouse.ddl import connect, create_table, create_tables, create_views, quoted, view_grain, view_names
from warehouse.schema import TABLES, Documents, Lines, columns, table_name


def test_every_column_has_its_sentence_in_the_database() -> None:
    with connect() as con:
        create_tables(con)
        found = con.execute(
            "select table_name, column_name, comment from duckdb_columns() where not internal"
        ).fetchall()
    declared = [(table_name(table), column.name, column.comment) for table in TABLES for column in columns(table)]
    assert sorted(found) == sorted(declared)


def test_every_table_has_its_grain_in_the_database() -> None:
    with connect() as con:
        create_tables(con)
        found = dict(con.execute("select table_name, comment from duckdb_tables()").fetchall())
    assert found["lines"] == "One line of one raw document: the ledger."
    assert set(found) == {table_name(table) for table in TABLES}


def test_every_view_has_its_grain_in_the_database() -> None:
    with connect() as con:
        create_tables(con)
        create_views(con)
        found = con.execute("select view_name, comment from duckdb_views() where not internal order by all").fetchall()
    assert found == [(name, view_grain(name)) for name in view_names()]
    assert all(comment.startswith("One ") for _, comment in found)


def test_a_column_that_an_older_file_lacks_is_added() -> None:
    with connect() as con:
        con.execute("create table sites (site_id varchar)")
        con.execute("insert into sites values ('a.example')")
        create_tables(con)
        assert con.execute("select * from sites").fetchall() == [("a.example", None, None, None)]
        comments = con.execute("select comment from duckdb_columns() where table_name = 'sites'").fetchall()
    assert ("Name the site gives itself.",) in comments


def test_a_view_that_is_no_longer_declared_is_dropped() -> None:
    with connect() as con:
        create_tables(con)
        con.execute("create view old_articles as select 1 as one")
        create_views(con)
        names = con.execute("select view_name from duckdb_views() where not internal").fetchall()
    assert ("old_articles",) not in names


def test_names_are_quoted_where_sql_would_take_them_for_its_own() -> None:
    assert '    "end" bigint' in create_table(Lines)
    assert quoted("a site's name") == "'a site''s name'"


@pytest.mark.parametrize("name", view_names())
def test_a_view_is_one_select_in_the_house_style(name: str) -> None:
    text = (Path("warehouse/views") / f"{name}.sql").read_text(encoding="utf-8")
    assert text.startswith("-- One ")
    assert text.endswith(")\n\nselect * from final\n")


@pytest.mark.parametrize("name", view_names())
def test_every_view_can_be_read_where_nothing_was_loaded(name: str, empty: Path) -> None:
    assert query(empty, f"select * from {name}").height == (1 if name == "run_summaries" else 0)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_warehouse(tmp_path_factory.mktemp("empty"), {Documents: []})
