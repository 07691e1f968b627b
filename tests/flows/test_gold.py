"""The sample corpus, from its files to the published warehouse, against the reviewed record of each document."""

from pathlib import Path
from typing import get_args

import pytest

from tests import gold
from tests.conftest import DOCUMENTS, GOLD
from tests.warehouse.rows import rows_of
from warehouse.schema import LineKind

EXPECTED = gold.read(GOLD)


@pytest.fixture(scope="module")
def found(sample_warehouse: Path) -> dict[str, gold.Record]:
    return gold.records(sample_warehouse, DOCUMENTS)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_document_is_as_its_gold_record_says(found: dict[str, gold.Record], name: str) -> None:
    assert gold.agrees(found[name], EXPECTED[name]) or found[name] == EXPECTED[name]


def test_every_document_has_a_gold_record(found: dict[str, gold.Record]) -> None:
    assert found.keys() == EXPECTED.keys()


def test_every_kind_of_line_occurs(sample_warehouse: Path) -> None:
    assert {kind for (kind,) in rows_of(sample_warehouse, "select distinct kind from lines")} == {*get_args(LineKind)}


def test_text_has_a_line_for_each_line_kept(sample_warehouse: Path) -> None:
    counted = "select document_id, count(*) as kept from lines where kept group by document_id"
    written = "select document_id, len(string_split(text, chr(10))) as kept from articles where text <> ''"
    assert rows_of(sample_warehouse, f"({counted}) except ({written})") == []


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_gold_file_is_as_the_command_writes_it(name: str) -> None:
    assert (GOLD / name).read_text(encoding="utf-8") == gold.dump(EXPECTED[name]), "renew it with `make gold`"


def test_renewal_keeps_the_part_of_a_reason_that_was_chosen_by_hand(tmp_path: Path) -> None:
    chosen = {"document": "a.txt", "outcome": "rejected", "reason_contains": "empty"}
    (tmp_path / "a.txt.json").write_text(gold.dump(chosen), encoding="utf-8")

    assert gold.write(tmp_path, {"a.txt.json": chosen | {"reason_contains": "the file is empty"}}) == []
    assert gold.read(tmp_path) == {"a.txt.json": chosen}


def test_renewal_removes_the_record_of_a_document_that_is_gone(tmp_path: Path) -> None:
    gone, new = ({"document": name, "outcome": "rejected", "reason_contains": "empty"} for name in "ab")
    (tmp_path / "a.json").write_text(gold.dump(gone), encoding="utf-8")

    assert gold.write(tmp_path, {"b.json": new}) == ["a.json", "b.json"]
    assert gold.read(tmp_path) == {"b.json": new}
