from dataclasses import dataclass
from typing import Annotated

import polars as pl
import pytest

from warehouse.declare import References
from warehouse.schema import DOCUMENT_TABLES, TABLES, RawDocuments, Sites, columns, conform, frame_schema, table_name


def test_every_table_has_a_key_that_is_never_null() -> None:
    for table in TABLES:
        keys = [column for column in columns(table) if column.is_key]
        assert keys, f"{table.__name__} has no key"
        assert not any(column.is_nullable for column in keys)


def test_every_reference_is_to_a_key_of_one_column_in_a_table_loaded_before() -> None:
    names = [table_name(table) for table in TABLES]
    for table in TABLES:
        for column in columns(table):
            for marker in column.markers:
                if isinstance(marker, References):
                    target = TABLES[names.index(marker.table)]
                    assert [found.is_key for found in columns(target)].count(True) == 1
                    assert names.index(marker.table) <= names.index(table_name(table))


def test_every_table_of_documents_has_a_document() -> None:
    assert all("document_id" in frame_schema(table) for table in (*DOCUMENT_TABLES, RawDocuments))


def test_a_frame_conforms_when_it_has_the_columns_in_any_order() -> None:
    frame = pl.DataFrame({"run_id": [1], "site_id": ["a.example"], "day_order": [None], "name": ["A"]})
    assert conform(frame, Sites).schema == frame_schema(Sites)


def test_a_missing_and_a_surplus_column_are_named() -> None:
    frame = pl.DataFrame({"run_id": [1], "site_id": ["a.example"], "names": ["A"], "day_order": [None]})
    with pytest.raises(ValueError, match=r"frame for Sites: missing \['name'\], surplus \['names'\]"):
        conform(frame, Sites)


def test_a_column_without_a_sentence_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Mute:
        mute_id: Annotated[str, References("sites")]

    with pytest.raises(TypeError, match="column mute_id has no sentence"):
        columns(Mute)


def test_a_column_of_two_types_is_refused() -> None:
    @dataclass(frozen=True, slots=True)
    class Double:
        value: Annotated[str | int, "Either."]

    with pytest.raises(TypeError, match="column value has 2 types"):
        columns(Double)
