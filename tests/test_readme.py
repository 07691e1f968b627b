"""The README holds what it says: its queries run, its commands exist."""

import re
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.warehouse.rows import rows_of
from warehouse.ddl import view_names

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUERIES = re.findall(r"^```sql\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
TARGETS = sorted({*re.findall(r"(?:^|`)make ([a-z]+)", README, re.MULTILINE)})

# Of these the sample corpus has no row, by its nature: nothing in it is held back, fails, moves, or comes in two
# versions, and nobody has two names.
EMPTY_ON_THE_SAMPLE = ("quarantined_documents", "failed_checks", "article_changes", "entity_merges", "leading_findings")


@pytest.mark.parametrize("query", QUERIES, ids=[re.findall(r"from (\w+)", query)[0] for query in QUERIES])
def test_query_returns_rows(sample_warehouse: Path, query: str) -> None:
    is_empty = any(f"from {name}" in query for name in EMPTY_ON_THE_SAMPLE)

    assert bool(rows_of(sample_warehouse, query.rstrip().removesuffix(";"))) is not is_empty


@pytest.mark.parametrize("view", view_names())
def test_view_is_used_by_a_query(view: str) -> None:
    assert any(re.search(rf"\b(?:from|join) {view}\b", query) for query in QUERIES)


@pytest.mark.parametrize("target", TARGETS)
def test_make_target_exists(target: str) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert re.search(rf"^{target}:", makefile, re.MULTILINE)


def test_readme_names_the_two_commands_that_set_everything_up() -> None:
    assert {"run", "test"} <= {*TARGETS}
