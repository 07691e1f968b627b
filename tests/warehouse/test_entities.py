from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.warehouse.rows import Tables, contents, loaded, make_stage, make_warehouse, rows_of, together
from warehouse.entities import no_aliases
from warehouse.merge import build_next
from warehouse.schema import Articles, Entities, EntityNames, Mentions, StatementEntities, Statements
from warehouse.stage import quarantine

ENTITIES = "select entity_id from entities order by all"
MERGES = "select from_entity_id, into_entity_id, reason from entity_merges order by all"
MENTIONS = "select document_id, found_entity_id, entity_id from mentions order by all"


def naming(document_id: str, *names: str, country_code: str | None = None, role_of: str | None = None) -> Tables:
    """Return a loaded document that mentions people, each called by his match key."""
    people = [{"entity_id": name, "kind": "person", "name": name.title(), "match_key": name} for name in names]
    return together(
        loaded(document_id),
        {
            Entities: [{**one, "country_code": country_code} for one in people],
            EntityNames: [{"found_entity_id": name, "entity_id": name, "name": name.title()} for name in names],
            Mentions: [
                {"document_id": document_id, "mention_no": number, "entity_id": name, "found_entity_id": name,
                 "country_code": role_of}
                for number, name in enumerate(names, start=1)
            ],
        },
    )  # fmt: skip


def joined(folder: Path, *documents: Tables) -> Path:
    """Return the warehouse of one run over all documents."""
    return make_warehouse(folder, together(*documents))


@pytest.fixture
def oyelaran(tmp_path: Path) -> Path:
    """A warehouse in which `B. Oyelaran` can only be Bisi Oyelaran."""
    return make_warehouse(tmp_path, naming("d1", "b oyelaran"), naming("d2", "bisi oyelaran", country_code="NG"))


def test_a_person_known_by_initials_is_the_only_one_they_fit(oyelaran: Path) -> None:
    assert rows_of(oyelaran, MERGES) == [("b oyelaran", "bisi oyelaran", "initials")]
    assert rows_of(oyelaran, MENTIONS) == [
        ("d1", "b oyelaran", "bisi oyelaran"),
        ("d2", "bisi oyelaran", "bisi oyelaran"),
    ]
    assert rows_of(oyelaran, ENTITIES) == [("bisi oyelaran",)]


def test_a_merged_entity_stays_findable_by_id_and_by_name(oyelaran: Path) -> None:
    select = "select kind, name, match_key from entity_merges where from_entity_id = 'b oyelaran'"
    assert rows_of(oyelaran, select) == [("person", "B Oyelaran", "b oyelaran")]
    names = "select name from entity_names where entity_id = 'bisi oyelaran' order by all"
    assert rows_of(oyelaran, names) == [("B Oyelaran",), ("Bisi Oyelaran",)]


@pytest.mark.parametrize(
    "initials",
    ["b oyelaran", "b. oyelaran", "b.k. oyelaran", "b k oyelaran"],
)
def test_initials_are_read_however_they_are_written(tmp_path: Path, initials: str) -> None:
    found = rows_of(joined(tmp_path, naming("d1", initials), naming("d2", "bisi k oyelaran")), MERGES)
    assert found == [(initials, "bisi k oyelaran", "initials")]


@pytest.mark.parametrize(
    "others",
    [("bisi oyelaran", "bola oyelaran"), ("kemi oyelaran",), ("bisi oyelaran-marsh",), ("b oyelaran",), ("oyelaran",)],
)
def test_initials_that_fit_two_or_none_stay_apart(tmp_path: Path, others: tuple[str, ...]) -> None:
    news = joined(tmp_path, naming("d1", "b k oyelaran"), naming("d2", *others))
    assert rows_of(news, MERGES) == []


def test_initials_of_another_country_stay_apart(tmp_path: Path) -> None:
    one, other = naming("d1", "b oyelaran", country_code="GB"), naming("d2", "bisi oyelaran", country_code="NG")
    assert rows_of(joined(tmp_path, one, other), MERGES) == []


def test_a_second_candidate_undoes_the_merge(oyelaran: Path, tmp_path: Path) -> None:
    stage = make_stage(tmp_path / "3", naming("d3", "bola oyelaran"), run_id=3, last=oyelaran)
    build_next(stage, oyelaran, tmp_path / "next", refused=[])
    assert rows_of(tmp_path / "next", MERGES) == []
    assert rows_of(tmp_path / "next", MENTIONS)[0] == ("d1", "b oyelaran", "b oyelaran")
    assert rows_of(tmp_path / "next", ENTITIES) == [("b oyelaran",), ("bisi oyelaran",), ("bola oyelaran",)]
    assert rows_of(tmp_path / "next", "select entity_id from entity_names where name = 'B Oyelaran'") == [
        ("b oyelaran",)
    ]


def test_one_run_over_all_documents_joins_what_many_runs_join(tmp_path: Path) -> None:
    documents = [
        naming("d1", "b oyelaran", "xu jinping", country_code="CN"),
        naming("d2", "bisi oyelaran", role_of="NG", country_code="CN"),
        naming("d3", "jinping xu", "b. oyelaran"),
        naming("d4", "xu jinping", "bisi oyelaran", role_of="GB", country_code="CN"),
    ]
    once, often = joined(tmp_path / "once", *documents), make_warehouse(tmp_path / "often", *documents)
    for name in ("entities", "entity_names", "entity_merges", "mentions"):
        select = f"select * exclude (run_id) from {name} order by all"
        assert rows_of(often, select) == rows_of(once, select)


def test_a_run_that_names_nobody_new_changes_no_entity(oyelaran: Path, tmp_path: Path) -> None:
    before = contents(oyelaran)
    stage = make_stage(tmp_path / "3", naming("d3", "b oyelaran"), run_id=3, last=oyelaran)
    build_next(stage, oyelaran, tmp_path / "next", refused=[])
    after = contents(tmp_path / "next")
    assert {name: after[name] for name in ("entities", "entity_names", "entity_merges")} == {
        name: before[name] for name in ("entities", "entity_names", "entity_merges")
    }
    assert after["mentions"][:-1] == before["mentions"]


def test_the_same_name_in_chinese_and_in_western_order_is_one_person(tmp_path: Path) -> None:
    chinese = [naming(f"d{number}", "xu jinping", country_code="CN") for number in (1, 2)]
    news = joined(tmp_path, *chinese, naming("d3", "jinping xu"))
    assert rows_of(news, MERGES) == [("jinping xu", "xu jinping", "inverted")]


def test_the_order_once_kept_is_kept(tmp_path: Path) -> None:
    western = [naming(f"d{number}", "jinping xu") for number in (2, 3, 4)]
    news = make_warehouse(tmp_path, naming("d1", "xu jinping", country_code="CN"), *western)
    assert rows_of(news, MERGES) == [("jinping xu", "xu jinping", "inverted")]


@pytest.mark.parametrize("countries", [(None, None), ("GB", "GB"), ("CN", "GB")])
def test_inverted_names_of_others_are_two_people(tmp_path: Path, countries: tuple[str | None, str | None]) -> None:
    names = [
        naming(f"d{number}", name, country_code=country)
        for number, (name, country) in enumerate(zip(("james thomas", "thomas james"), countries, strict=True))
    ]
    assert rows_of(joined(tmp_path, *names), MERGES) == []


def aliases(*pairs: tuple[str, str]) -> pl.DataFrame:
    rows = [
        {"from_entity_id": one, "into_entity_id": other, "kind": "person", "name": other.title(), "match_key": other}
        for one, other in pairs
    ]
    return pl.DataFrame([{**row, "country_code": "NG"} for row in rows], schema=no_aliases().schema)


def test_an_alias_leads_to_an_entity_that_no_article_names(oyelaran: Path, tmp_path: Path) -> None:
    stage = make_stage(tmp_path / "3", naming("d3", "the tortoise"), run_id=3, last=oyelaran)
    build_next(stage, oyelaran, tmp_path / "next", [], aliases(("the tortoise", "ade bello"), ("nobody", "no one")))
    assert rows_of(tmp_path / "next", MERGES)[1] == ("the tortoise", "ade bello", "alias")
    assert rows_of(tmp_path / "next", "select entity_id, name, country_code, run_id from entities order by all") == [
        ("ade bello", "Ade Bello", "NG", 3),
        ("bisi oyelaran", "Bisi Oyelaran", "NG", 2),
    ]


def test_merges_lead_to_their_end_at_once(oyelaran: Path, tmp_path: Path) -> None:
    stage = make_stage(tmp_path / "3", naming("d3", "the tortoise"), run_id=3, last=oyelaran)
    build_next(stage, oyelaran, tmp_path / "next", [], aliases(("the tortoise", "b oyelaran")))
    assert rows_of(tmp_path / "next", MERGES) == [
        ("b oyelaran", "bisi oyelaran", "initials"),
        ("the tortoise", "bisi oyelaran", "alias"),
    ]


def test_an_alias_that_is_taken_off_the_list_is_undone(oyelaran: Path, tmp_path: Path) -> None:
    stage = make_stage(tmp_path / "3", naming("d3", "the tortoise"), run_id=3, last=oyelaran)
    build_next(stage, oyelaran, tmp_path / "third", [], aliases(("the tortoise", "ade bello")))
    stage = make_stage(tmp_path / "4", naming("d4", "x"), run_id=4, last=tmp_path / "third")
    build_next(stage, tmp_path / "third", tmp_path / "next", refused=[])
    assert rows_of(tmp_path / "next", ENTITIES) == [("bisi oyelaran",), ("the tortoise",), ("x",)]


def test_speakers_and_topics_follow_the_merge(tmp_path: Path) -> None:
    said = {
        Statements: [
            {"document_id": "d1", "statement_id": "s", "speaker_entity_id": "b oyelaran",
             "found_speaker_entity_id": "b oyelaran"},
            {"document_id": "d1", "statement_id": "t"},
        ],
        StatementEntities: [
            {"document_id": "d1", "statement_id": "t", "found_entity_id": "b oyelaran", "entity_id": "b oyelaran",
             "part_in": "topic"}
        ],
    }  # fmt: skip
    news = joined(tmp_path, together(naming("d1", "b oyelaran"), said), naming("d2", "bisi oyelaran"))
    assert rows_of(news, "select statement_id, speaker_entity_id from statements order by all") == [
        ("s", "bisi oyelaran"),
        ("t", None),
    ]
    assert rows_of(news, "select entity_id from statement_entities") == [("bisi oyelaran",)]


def ambiguous(folder: Path, *documents: Tables) -> list[tuple[Any, ...]]:
    return rows_of(joined(folder, *documents), "select is_ambiguous from entities")


def role(number: int, *countries: str | None) -> Tables:
    """Return a document that gives a person roles of countries."""
    return told(number, "country_code", countries)


def called(number: int, *roles: str) -> Tables:
    """Return a document that gives a person these roles."""
    return told(number, "role", roles)


def told(number: int, column: str, values: Sequence[str | None]) -> Tables:
    """Return a document that tells something of a person in each mention."""
    tables = naming(f"d{number}", *("bisi oyelaran" for _ in values))
    mentions = zip(tables[Mentions], values, strict=True)
    return {
        **tables,
        Entities: tables[Entities][:1],
        EntityNames: tables[EntityNames][:1],
        Articles: [{**tables[Articles][0], "article_id": f"a{number}"}],
        Mentions: [{**mention, column: value} for mention, value in mentions],
    }


@pytest.mark.parametrize(
    ("documents", "is_ambiguous"),
    [
        ([("NG",), ("GB",)], True),
        ([("NG",), ("NG",)], False),
        ([("NG",), (None,)], False),
        ([("NG",), ("GB",), ("NG", "GB")], False),
        ([("NG", "GB"), ("US",)], True),
        ([("NG",)] * 10 + [("GB",)], False),
        ([("NG",)] * 9 + [("GB",)], True),
    ],
)
def test_roles_of_two_countries_that_no_article_joins_are_perhaps_of_two_people(
    tmp_path: Path, documents: list[tuple[str | None, ...]], is_ambiguous: bool
) -> None:
    found = ambiguous(tmp_path, *(role(number, *countries) for number, countries in enumerate(documents)))
    assert found == [(is_ambiguous,)]


@pytest.mark.parametrize(
    ("documents", "is_ambiguous"),
    [
        ([("fisherman",), ("Fisheries Minister",)], True),
        ([("fisherman",), ("retired actor",), ("Fisheries Minister",)], True),
        ([("general",), ("Defence Minister",)], False),
        ([("lawyer",), ("governor",)], False),
        ([("comedian",), ("President",), ("comedian turned president",)], False),
        ([("comedian",), ("President", "former comedian")], False),
        ([("President",)] * 20 + [("comedian",)], False),
        ([("fisherman",)] * 15 + [("minister",)] * 15 + [("minister", "fisherman")], True),
    ],
)
def test_roles_of_two_walks_of_life_are_perhaps_of_two_people(
    tmp_path: Path, documents: list[tuple[str, ...]], is_ambiguous: bool
) -> None:
    found = ambiguous(tmp_path, *(called(number, *roles) for number, roles in enumerate(documents)))
    assert found == [(is_ambiguous,)]


def test_a_person_who_becomes_ambiguous_is_marked_by_that_run(tmp_path: Path) -> None:
    news = make_warehouse(tmp_path, role(1, "NG"), role(2, "GB"), role(3, "GB"))
    assert rows_of(news, "select is_ambiguous, run_id from entities") == [(True, 2)]


def test_an_entity_that_only_a_condemned_document_names_leaves_too(tmp_path: Path) -> None:
    stage = make_stage(tmp_path, together(naming("d1", "bisi oyelaran"), naming("d2", "bisi oyelaran", "ade bello")))
    condemned = pl.DataFrame({"document_id": ["d2"], "check_names": [["x"]], "detail": ["y"]})
    quarantine(stage, condemned, tmp_path / "raw", "rules-1", 1)
    for table in ("entities", "entity_names", "mentions"):
        assert rows_of(stage, f"select distinct entity_id from {table}") == [("bisi oyelaran",)]


def test_a_speaker_without_a_mention_stays(tmp_path: Path) -> None:
    tables = naming("d1", "bisi oyelaran")
    said = [{"document_id": "d1", "statement_id": "s", "speaker_entity_id": "bisi oyelaran",
             "found_speaker_entity_id": "bisi oyelaran"}]  # fmt: skip
    stage = make_stage(tmp_path, {**tables, Mentions: [], Statements: said})
    quarantine(stage, pl.DataFrame({"document_id": ["-"], "check_names": [["x"]], "detail": ["y"]}), tmp_path / "raw",
               "rules-1", 1)  # fmt: skip
    assert rows_of(stage, ENTITIES) == [("bisi oyelaran",)]
