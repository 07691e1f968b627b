from collections import Counter
from pathlib import Path
from statistics import mean
from typing import get_args
from urllib.parse import urlsplit

import orjson
import pytest

from tests.benchmarks.generate import Page, pages, write
from tests.benchmarks.sites import SITE_COUNT
from warehouse.schema.vocabulary import LineKind

BODY = "body"


@pytest.fixture(scope="module")
def some() -> list[Page]:
    return list(pages(400))


def test_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    first, second, other = (write(tmp_path / name, 50, seed) for name, seed in (("a", 1), ("b", 1), ("c", 2)))
    for one, two, three in zip(first, second, other, strict=True):
        assert one.read_bytes() == two.read_bytes()
        assert one.read_bytes() != three.read_bytes()


def test_a_document_does_not_depend_on_how_many_are_written(some: list[Page]) -> None:
    assert list(pages(30)) == some[:30]


def test_a_document_measures_two_and_a_half_kilobytes(some: list[Page]) -> None:
    sizes = [len("\n".join(line.text for line in page.lines).encode()) for page in some]
    assert 2400 <= mean(sizes) <= 2600
    assert 1200 <= min(sizes) <= max(sizes) <= 4000


def test_truth_names_a_kind_for_every_line_of_the_text(tmp_path: Path) -> None:
    documents, truth = write(tmp_path, 100)
    for document, known in zip(*(path.read_bytes().splitlines() for path in (documents, truth)), strict=True):
        record, page = orjson.loads(document), orjson.loads(known)
        lines = record["text"].split("\n")
        assert record["id"] == page["id"]
        assert len(lines) == len(page["kinds"])
        assert set(page["kinds"]) <= set(get_args(LineKind))
        assert [line for line, kind in zip(lines, page["kinds"], strict=True) if kind == "headline"] == [page["title"]]
        assert page["kinds"].count(BODY) >= 3
        assert all((line == "") == (kind == "blank") for line, kind in zip(lines, page["kinds"], strict=True))


def test_no_two_paragraphs_are_alike(some: list[Page]) -> None:
    bodies = [line.text for page in some for line in page.lines if line.kind == BODY and len(line.text) > 120]
    assert len(set(bodies)) == len(bodies) > 1500


def test_every_site_repeats_its_own_lines(some: list[Page]) -> None:
    hosts = Counter(urlsplit(page.url).hostname for page in some)
    assert len(hosts) == SITE_COUNT
    assert set(hosts.values()) == {10}
    menus = {tuple(line.text for line in page.lines if line.kind == "navigation") for page in some}
    assert len(menus) == SITE_COUNT
