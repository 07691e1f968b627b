from dataclasses import replace
from pathlib import Path

import pytest

from corpus.sources import Source, discover
from flows.batches import GROUP_BYTES, GROUP_FILES, group_sources
from tests.flows.pages import write_page


@pytest.fixture
def source(tmp_path: Path) -> Source:
    (found,) = discover([str(write_page(tmp_path, "Orvik"))])
    return found


def test_small_files_share_a_group_up_to_a_number_of_files(source: Source) -> None:
    assert [len(group) for group in group_sources([source] * (2 * GROUP_FILES + 1))] == [GROUP_FILES, GROUP_FILES, 1]


def test_group_ends_with_the_file_that_fills_it(source: Source) -> None:
    large = replace(source, byte_count=GROUP_BYTES)

    assert group_sources([source, large, source, source]) == [[source, large], [source, source]]


def test_no_sources_make_no_group() -> None:
    assert group_sources([]) == []
