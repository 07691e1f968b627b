import pytest

from transforms.entities.keys import entity_id, listed_person_key, name_key, person_key


@pytest.mark.parametrize(
    "spellings",
    [
        ["Sergey Oristov", "Sergei Oristov", "Sergej Oristov", "Oristov, Sergei", "Sergei Pavlovich Oristov"],
        ["Aleksandr Moiseenko", "Alexander Moiseyenko", "Alexandr Moiseyenko"],
        ["Dmitry Yurin", "Dmitri Yurin", "Dmitriy Yurin"],
        ["Yevgeny Sazonov", "Evgeniy Sazonov", "Evgeny Sazonov"],
        ["Volodymyr Zelensky", "Volodymyr Zelenskyy", "Volodymyr Zelenskiy"],
        ["Wu Jianming", "Jianming Wu"],
        ["Kim Sung Ho", "Kim Sung-ho"],
        ["Joseph R. Pruitt Jr.", "Joseph Pruitt"],
        ["Péter Szabó", "Peter Szabo"],
    ],
)
def test_spellings_of_one_name_have_one_key(spellings: list[str]) -> None:
    assert len({person_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(("one", "other"), [("Anna Lind", "Anne Lind"), ("Jim Lee", "Jim Le"), ("Jan May", "Jan Mei")])
def test_names_that_differ_keep_their_keys_apart(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)


def test_listed_person_is_known_by_initials_and_suffix() -> None:
    names = ("Odo Vrell", "Odo Vrell Jr.", "Odo T. Vrell", "Odo Maria Vrell")

    assert [listed_person_key(name) for name in names] == ["odo vrel", "odo vrel jr", "odo vrel t", "odo vrel"]


def test_key_of_an_organisation_knows_neither_case_nor_article() -> None:
    assert name_key("The Defense Centre") == name_key("defence center")


def test_id_tells_kinds_apart_and_is_stable() -> None:
    assert entity_id("person", "georgia") != entity_id("country", "georgia")
    assert entity_id("person", "anna lind") == "7bd94719d7c46dd33714461b"
