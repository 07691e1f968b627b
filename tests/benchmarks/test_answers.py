from pathlib import Path

import pytest

from tests.benchmarks.answers import misses, questions, seconds
from tests.benchmarks.synthetic_warehouse import write
from tests.warehouse.rows import rows_of

pytestmark = pytest.mark.database


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("answers") / "news.duckdb", 30)


def test_offsets_of_the_synthetic_warehouse_slice_back(warehouse: Path) -> None:
    wrong = 'substr(text, {0}.start + 1, {0}."end" - {0}.start) <> {1}'
    for table, column, count in (("mentions", "surface", 30 * 42), ("statements", "content", 30 * 10)):
        condition = wrong.format(table, column)
        select = f"select count(*), count(*) filter ({condition}) from {table} join articles using (document_id)"
        assert rows_of(warehouse, select) == [(count, 0)]


def test_sentences_of_the_synthetic_warehouse_are_sentences(warehouse: Path) -> None:
    sentences = rows_of(warehouse, "select distinct sentence[:7], right(sentence, 5) from mention_sentences")
    assert sentences == [("person ", " out.")]


@pytest.mark.parametrize(
    "named", ["mentions.entity_id", "statements.speaker_entity_id", "statement_entities.entity_id"]
)
def test_every_entity_named_in_the_synthetic_warehouse_exists(warehouse: Path, named: str) -> None:
    select = f"select {named} from {named.partition('.')[0]} anti join entities on entities.entity_id = {named}"
    assert rows_of(warehouse, select) == []


def test_every_view_over_statements_is_asked_and_answers(warehouse: Path) -> None:
    asked = questions()
    assert len(asked) == 10
    for name, query in asked.items():
        assert bool(rows_of(warehouse, query)) is (name != "entity_merges")
    assert set(seconds(warehouse, asked)) == set(asked)


def test_slow_answer_is_said() -> None:
    found = {"site_voices": 1.5, "speaker_months": 0.9}
    assert list(misses(found)) == ["site_voices answers in 1.50 s, the goal is 1 s"]
