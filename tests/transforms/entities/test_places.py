import polars as pl
import pytest

from tests.transforms.entities.article import Seen, organisations, seen
from transforms.entities.mentions import find_mentions
from transforms.entities.phrases import extended_names
from transforms.tokens import read_tokens


def only(text: str) -> Seen:
    (found,) = seen(text)
    return found


@pytest.mark.parametrize(
    ("text", "code", "form"),
    [
        ("They went to Norway.", "NO", "name"),
        ("The Chinese team won.", "CN", "adjective"),
        ("The PRC objected.", "CN", "name"),
        ("Most Britons agreed.", "GB", "people"),
        ("He left the U.S. again.", "US", "name"),
        ("It lies in Bosnia and Herzegovina.", "BA", "name"),
    ],
)
def test_countries_by_name_adjective_and_people(text: str, code: str, form: str) -> None:
    found = only(text)

    assert (found.kind, found.country, found.form) == ("country", code, form)


def test_us_is_no_country_at_the_head_of_a_sentence() -> None:
    assert seen("Us two were late.") == []


@pytest.mark.parametrize("text", ["Moscow said no.", "He broke with Moscow.", "Moscow's answer was late."])
def test_capital_that_acts_is_the_seat_of_its_government(text: str) -> None:
    found = only(text)

    assert (found.kind, found.name, found.form) == ("country", "Russia", "seat")


@pytest.mark.parametrize("text", ["It rained in Moscow.", "They flew to Moscow.", "A Moscow court met."])
def test_capital_where_something_happens_is_a_place(text: str) -> None:
    found = only(text)

    assert (found.kind, found.name, found.country) == ("place", "Moscow", "RU")


@pytest.mark.parametrize("text", ["Brussels said no.", "He broke with Brussels."])
def test_city_of_an_international_body_that_acts_is_its_seat(text: str) -> None:
    found = only(text)

    assert (found.kind, found.name, found.country, found.form) == ("organisation", "European Union", None, "seat")


@pytest.mark.parametrize("text", ["It rained in Brussels.", "They flew to Brussels.", "A Brussels court met."])
def test_city_of_an_international_body_where_something_happens_is_a_place(text: str) -> None:
    found = only(text)

    assert (found.kind, found.name, found.country) == ("place", "Brussels", "BE")


def test_two_capitals_joined_are_of_one_form() -> None:
    assert [each.form for each in seen("Trade between Beijing and Moscow grows.")] == ["seat", "seat"]


def test_building_of_a_government_is_its_seat() -> None:
    found = only("The Kremlin denied it.")

    assert (found.kind, found.name, found.country, found.form) == ("organisation", "Kremlin", "RU", "seat")


def test_organisation_goes_by_its_other_names() -> None:
    text = "NATO met. The North Atlantic Alliance agreed, and the Alliance paid."

    assert [each.name for each in seen(text)] == ["NATO"] * 3


def test_abbreviation_in_brackets_is_the_organisation() -> None:
    text = "The Centre for Applied Ice (CAI) closed. Later CAI opened again."

    assert organisations(text) == ["Centre for Applied Ice"]
    assert seen(text)[-1].surface == "CAI"


@pytest.mark.parametrize(
    "text",
    [
        "The Russian Ministry of Defense said so.",
        "Russia's Defence Ministry said so.",
        "The Ministry of Defence of the Russian Federation said so.",
        "The Russian MoD said so.",
        "The Russian defence ministry said so.",
    ],
)
def test_ministry_of_a_country_is_one_organisation(text: str) -> None:
    assert "Russian Defence Ministry" in organisations(text)


def test_ministry_without_a_country_is_the_one_named_before() -> None:
    text = "The Norwegian Foreign Ministry objected. The Foreign Ministry said nothing more."

    assert organisations(text) == ["Norwegian Foreign Ministry"]
    assert organisations("The Foreign Ministry said nothing more.") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bank of Velmark raised its rates.", "Bank of Velmark"),
        ("The Harbour Pilots' Guild met.", "Harbour Pilots' Guild"),
        ("The Department of Fish and Wildlife objected.", "Department of Fish and Wildlife"),
        ("The builder, Calder & Moss, left.", "Calder & Moss"),
        ("They met at the Lissen Institute.", "Lissen Institute"),
    ],
)
def test_organisation_is_told_by_a_word_of_its_name(text: str, name: str) -> None:
    assert organisations(text) == [name]


def test_newspaper_is_no_city_and_no_person() -> None:
    found = only("It stood in the Washington Post.")

    assert (found.kind, found.name) == ("organisation", "Washington Post")


def test_offsets_slice_back_to_the_surface_and_lie_in_their_text() -> None:
    texts = pl.Series(["Norway paid.", "“Élan,” said Mirko Tandberg of Oslo 🚢.", "", "NATO met in Chad."])
    for row in find_mentions(read_tokens(texts)).tables().mentions.iter_rows(named=True):
        assert texts[row["text"]][row["start"] : row["end"]] == row["surface"]


def test_same_article_gives_the_same_entities_in_any_batch() -> None:
    text = "Norwegian Foreign Minister Ida Solberg met Mirko Tandberg in Oslo."
    alone = find_mentions(read_tokens(pl.Series([text]))).tables()
    third = find_mentions(read_tokens(pl.Series(["Xi left.", "lower case only", text]))).tables()

    assert alone.mentions["entity_id"].to_list() == third.mentions.filter(pl.col("text") == 2)["entity_id"].to_list()


def test_names_of_a_user_come_before_those_of_the_lists() -> None:
    names = extended_names(["organisation\tHarbour Union\tNO\t\tthe Moles", "person\tVlad Putin\tNO\tm\tPutin"])

    assert [each.name for each in seen("The Moles met Putin.", names)] == ["Harbour Union", "Vlad Putin"]


def test_row_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="kind 'town'"):
        extended_names(["town\tOslo"])
