import polars as pl

from transforms.entities.keys import entity_id, name_key, person_key
from transforms.entities.redirects import redirects

ROWS = [
    "person\tMara Vell\tNO\tf\tMaria Velle|the harbour fox|Velle",
    "organisation\tLeague of Ports\t\t\tPort League",
    "person\tMaria Velle\tNO\tf\t",
]


def person(name: str) -> str:
    return entity_id("person", person_key(name))


def test_other_names_lead_to_the_listed_one() -> None:
    found = redirects(ROWS).filter(pl.col("name").is_in(["Mara Vell", "League of Ports"])).sort("name")
    assert found.select("from_entity_id", "into_entity_id", "kind", "match_key", "country_code").rows() == [
        (
            entity_id("organisation", name_key("Port League")),
            entity_id("organisation", name_key("League of Ports")),
            "organisation",
            "league of ports",
            None,
        ),
        (person("the harbour fox"), person("Mara Vell"), "person", person_key("Mara Vell"), "NO"),
    ]


def test_who_is_listed_is_taken_for_nobody_else() -> None:
    found = redirects(ROWS)
    assert person("Maria Velle") not in found["from_entity_id"].to_list()
    assert not set(found["from_entity_id"]) & set(found["into_entity_id"])


def test_each_entity_is_taken_for_one() -> None:
    assert redirects()["from_entity_id"].is_unique().all()
    assert redirects().height > 0


def test_of_two_rows_with_one_name_the_first_counts() -> None:
    found = redirects([*ROWS, "organisation\tHarbour Pact\t\t\tPort League"])
    assert found.filter(from_entity_id=entity_id("organisation", name_key("Port League")))["name"].to_list() == [
        "League of Ports"
    ]
