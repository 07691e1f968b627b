"""People, countries and international organisations of the scraped documents that stand beside the project."""

import json
from typing import Any

import pytest

from tests.conftest import ROOT
from tests.transforms.entities.article import Seen, seen

CORPUS = ROOT.parent / "shared" / "corpus"
GOLD: dict[str, dict[str, Any]] = json.loads((CORPUS / "gold.json").read_text()) if CORPUS.exists() else {}
DOCUMENTS = sorted(name for name in GOLD if name.endswith(".txt"))

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="there is no folder ../shared/corpus")


def mentions(name: str) -> list[Seen]:
    """Return what the kept lines of a document mention."""
    lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()
    return seen("\n".join(lines[line_no - 1] for line_no in GOLD[name]["keep"]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_people_are_those_of_the_gold(name: str) -> None:
    assert {each.name for each in mentions(name) if each.kind == "person"} == {*GOLD[name]["people"]}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_countries_are_those_of_the_gold(name: str) -> None:
    assert {each.country for each in mentions(name) if each.kind == "country"} == {*GOLD[name]["countries"]}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_organisations_of_no_country_are_those_of_the_gold(name: str) -> None:
    found = {each.name for each in mentions(name) if each.kind == "organisation" and each.country is None}

    assert found == {each.name for wanted in GOLD[name]["orgs"] for each in seen(wanted)}
