from collections import Counter

import polars as pl
import pytest

from transforms.agencies import agencies_of, agency_countries, wire_agencies_by_spelling
from transforms.vocabulary import agency_rows

NAMED = {
    "Xinhua News Agency": ["Xinhua"],
    "REUTERS": ["Reuters"],
    "AP, AFP": ["AP", "AFP"],
    "Corr. BELTA": ["BelTA"],
    "Associated Press of Pakistan": ["APP"],
    "Australian Associated Press": ["AAP"],
    "新华社": ["Xinhua"],
}


def _named(phrases: list[str]) -> list[list[str] | None]:
    return pl.DataFrame({"phrase": phrases}).select(agencies_of(pl.col("phrase")))["phrase"].to_list()


def test_phrase_names_its_agencies() -> None:
    assert dict(zip(NAMED, _named(list(NAMED)), strict=True)) == NAMED


@pytest.mark.parametrize("phrase", ["AP Photo", "Michael Bloomberg", "Getty Images", "the harbour board", "ap"])
def test_phrase_that_says_anything_else_names_none(phrase: str) -> None:
    assert not _named([phrase])[0]


def test_every_spelling_is_of_one_agency() -> None:
    spellings = [one for *_, known, further in agency_rows() for one in f"{known}|{further}".split("|") if one]
    assert [spelling for spelling, count in Counter(spellings).items() if count > 1] == []


def test_every_agency_has_a_country_and_says_what_it_carries() -> None:
    assert all(len(country) == 2 and country.isupper() for country in agency_countries().values())
    assert {carries for _, _, carries, *_ in agency_rows()} == {"news", "photo", "release"}
    assert set(wire_agencies_by_spelling().values()) <= agency_countries().keys()
