import numpy as np
import pytest

from tests.transforms.learned.rows import laid_out
from transforms.learned.address import address_columns, address_words
from transforms.learned.characters import read_characters
from transforms.learned.shape import reads_as_prose, word_amounts

URL = "https://lantern.example/news/2024/03/island-ferry-bars-heavy-lorries-4711.html"


def columns(urls: list[str | None], *documents: list[str]) -> dict[str, list[float]]:
    text, pages = laid_out(*documents)
    characters = read_characters(text)
    words = word_amounts(characters)
    found = address_columns(characters, pages, words, reads_as_prose(characters, words), urls)
    return {name: np.asarray(values, float).round(4).tolist() for name, values in found}


def test_words_come_from_the_part_of_the_path_that_has_most() -> None:
    assert address_words(URL) == ("island", "ferry", "bars", "heavy", "lorries", "html")


@pytest.mark.parametrize("url", ["https://lantern.example/", "https://lantern.example/news", "http://[bad"])
def test_addresses_that_tell_nothing_have_no_words(url: str) -> None:
    assert address_words(url) == ()


def test_lines_are_scored_by_the_distinct_words_they_share() -> None:
    found = columns([URL], ["Ferry ferry ferry", "Island ferry bars lorries", "Weather"])
    assert found["address_ratio"] == [round(1 / 6, 4), round(4 / 6, 4), 0]
    assert found["from_title"][1] == 0


def test_a_page_without_a_telling_address_has_zeros() -> None:
    found = columns([None, URL], ["Island ferry"], ["Island ferry"])
    assert [values[0] for values in found.values()] == [0.0] * len(found)
    assert found["address_ratio"][1] > 0


def test_the_words_of_one_page_do_not_count_on_another() -> None:
    other = "https://lantern.example/a/council-votes-again"
    assert columns([URL, other], ["Council votes"], ["Council votes"])["address_ratio"] == [0, round(2 / 3, 4)]
