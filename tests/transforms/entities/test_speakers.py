import numpy as np
import polars as pl
import pytest

from tests.transforms.entities.article import seen, speaker_rows, speakers
from transforms.entities.mentions import find_mentions
from transforms.entities.phrases import extended_names
from transforms.entities.speakers import resolve_speakers
from transforms.tokens import read_tokens


def test_he_is_the_man_who_is_the_subject_before() -> None:
    text = "Otto Lind met Karl Voss on Monday. “It was cold,” [[he]] said."

    assert speakers(text) == ["Otto Lind"]


def test_she_is_the_woman_even_if_a_man_stands_nearer() -> None:
    text = "Greta Lind runs the mill. Her brother sold it to Karl Voss. “I was not asked,” [[she]] said."

    assert speakers(text) == ["Greta Lind"]


def test_he_goes_on_with_the_last_speaker() -> None:
    text = "Karl Voss came by. “No,” said [[Otto Lind]].\n“Never,” [[he]] added."

    assert speakers(text) == ["Otto Lind", "Otto Lind"]


def test_somebody_talked_about_in_a_quotation_is_not_he() -> None:
    text = "“Karl Voss cheated,” said [[Otto Lind]]. “I saw it,” [[he]] added."

    assert speakers(text) == ["Otto Lind", "Otto Lind"]


def test_nobody_is_he_where_only_women_are_named() -> None:
    assert speakers("Greta Lind left. “No,” [[he]] said.") == [None]


def test_who_is_whoever_stands_before_it() -> None:
    assert speakers("Otto Lind wrote to Greta Voss, [[who]] said no.") == ["Greta Voss"]


@pytest.mark.parametrize(
    "speaker",
    [
        "A spokesman for Karl Voss",
        "Voss's spokesman",
        "Voss advisers",
        "a Norwegian official",
        "some residents",
        "The clerk's office",
    ],
)
def test_those_around_somebody_are_not_that_person(speaker: str) -> None:
    assert speakers(f"Karl Voss left the mill. [[{speaker}]] said so.") == [None]


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("Karl Voss, 56, the director", "Karl Voss"),
        ("the mill's director, Karl Voss", "Karl Voss"),
        ("Voss spokesman Jan Brekke", "Jan Brekke"),
        ("A lawyer for Voss, Jan Brekke", "Jan Brekke"),
        ("The clerk, a young man called Jan Brekke", "Jan Brekke"),
        ("VOSS", "Karl Voss"),
    ],
)
def test_name_that_is_the_head_of_the_words_speaks(speaker: str, name: str) -> None:
    assert speakers(f"Karl Voss left the mill. [[{speaker}]] said so.") == [name]


@pytest.mark.parametrize(
    ("speaker", "name"),
    [
        ("the minister", "Ida Solberg"),
        ("The diplomat", "Pavel Oristov"),
        ("the Russian ambassador", "Pavel Oristov"),
        ("The politician", "Ida Solberg"),
        ("the spokeswoman", None),
        ("a minister", None),
        ("the 61-year-old", "Karl Voss"),
    ],
)
def test_description_means_the_one_it_fits(speaker: str, name: str | None) -> None:
    text = (
        "Fisheries Minister Ida Solberg received Pavel Oristov, Russia's ambassador. Karl Voss, 61, a farmer, watched. "
        f"“It went well,” [[{speaker}]] said."
    )

    assert speakers(text) == [name]


@pytest.mark.parametrize(
    ("before", "speaker", "name"),
    [
        ("Vladimir Putin flew home.", "the Kremlin chief", "Vladimir Putin"),
        ("It was quiet.", "the Kremlin boss", "Vladimir Putin"),
        ("Vladimir Putin flew home.", "The Kremlin chief of staff", None),
        ("Pope Francis came by boat.", "the pope", "Pope Francis"),
        ("Pope Leo XIV came by boat.", "the pontiff", "Pope Leo XIV"),
        ("Prime Minister Otto Lind came at 3 pm Monday.", "the PM", "Otto Lind"),
        ("Viktor Orban came by boat.", "the Hungarian strongman", "Viktor Orban"),
        ("Otto Lind came with Karl Voss.", "The Comedian", None),
    ],
)
def test_nickname_of_a_leader_means_the_one_it_fits(before: str, speaker: str, name: str | None) -> None:
    assert speakers(f"{before} “It was late,” [[{speaker}]] said.") == [name]


def test_one_nickname_is_not_another() -> None:
    names = extended_names(["person\tMara Vell\tNO\tf\tthe Otter", "person\tOdo Karn\tNO\tm\tthe harbour fox"])
    text = "The Otter came late. He met the harbour fox and an otter."

    assert [(each.surface, each.name) for each in seen(text, names)] == [
        ("The Otter", "Mara Vell"),
        ("the harbour fox", "Odo Karn"),
    ]


def test_trade_that_nobody_was_given_means_the_one_who_just_spoke() -> None:
    text = "“It rose again,” said [[Harald Nambo]]. It would fall, [[the geodesist]] added."

    assert speakers(text) == ["Harald Nambo", "Harald Nambo"]


def test_description_of_an_organisation_means_the_last_that_fits() -> None:
    text = "NATO met in Oslo. [[The alliance]] said so. [[The statement]] did not."

    assert speakers(text) == ["NATO", None]


def test_honorific_is_no_role_and_makes_a_name_of_a_town() -> None:
    (bolton,) = speaker_rows("“It was late,” said [[Mr. Bolton]].")
    (other,) = speaker_rows("“It was late,” wrote [[RT]].")

    assert (bolton["speaker"], bolton["role"]) == ("Bolton", None)
    assert other["role"] is None


def test_countries_in_a_row_are_no_name_of_who_speaks() -> None:
    (row,) = speaker_rows("[[The foreign ministers of Poland, Lithuania and Latvia]] said so.")

    assert row["speaker"] is None


def test_seat_speaks_for_its_country() -> None:
    (row,) = speaker_rows("[[Moscow]] said no.")

    assert (row["speaker"], row["kind"], row["country_code"]) == ("Russia", "country", "RU")


def test_it_is_the_body_that_spoke_before() -> None:
    text = "[[Tarvia's foreign ministry]] said no. The offer, [[it]] said, was late."

    assert speakers(text) == ["Tarvia's foreign ministry"] * 2


def test_he_is_not_somebody_named_where_a_stranger_spoke_last() -> None:
    assert speakers("Karl Voss left.\n“No,” said [[a reporter]]. “Never,” [[he]] added.") == [None, None]


def test_i_is_whoever_is_quoted() -> None:
    tokens = read_tokens(pl.Series(["“I told them,” said Otto Lind."]))
    spans = pl.DataFrame({"first": [7, 1], "last": [8, 1], "begin": [0, 2], "finish": [5, 3]})
    found = resolve_speakers(find_mentions(tokens), spans, np.zeros(len(tokens), np.bool_)).rows

    assert found["speaker"].to_list() == ["Otto Lind"] * 2


def test_pronouns_that_were_resolved_are_mentions() -> None:
    tokens = read_tokens(pl.Series(["Otto Lind met Karl Voss. “No,” he said."]))
    at = next(n for n in range(len(tokens)) if tokens.surface(n, n) == "he")
    spans = pl.DataFrame({"first": [at], "last": [at], "begin": [at - 4], "finish": [at - 1]})
    found = resolve_speakers(find_mentions(tokens), spans, np.zeros(len(tokens), np.bool_)).found.mentions

    assert found.select("form", "surface", "start", "end").rows() == [("pronoun", "he", 31, 33)]


def test_unnamed_speaker_keeps_country_and_organisation() -> None:
    (row,) = speaker_rows("“No,” said [[a spokesman for the Russian Foreign Ministry]].")

    assert row["speaker"] is None
    assert (row["role"], row["organisation"], row["country_code"]) == (
        "spokesman for the Russian Foreign Ministry", "Russian Foreign Ministry", "RU",
    )  # fmt: skip


def test_later_speaker_has_the_office_given_at_first() -> None:
    text = "Russian Defence Minister Pavel Oristov left. “No,” [[he]] said."
    (row,) = speaker_rows(text)

    assert (row["speaker"], row["role"], row["country_code"]) == ("Pavel Oristov", "Defence Minister", "RU")


@pytest.mark.parametrize(
    "text",
    [
        "[[NATO Secretary General Jens Stoltenberg]] said so.",
        "NATO met in Oslo on Monday. [[Alliance Secretary General Jens Stoltenberg]] said so.",
        "Antonio Guterres, the UN chief, left for Lisbon. [[Guterres]] said so.",
        "Josep Borrell, the EU's foreign policy chief, left. “No,” [[he]] said.",
        "European Commission President Ursula von der Leyen, a former German minister, left. “No,” [[she]] said.",
    ],
)
def test_who_speaks_for_an_international_body_speaks_for_no_country(text: str) -> None:
    (row,) = speaker_rows(text)

    assert row["organisation"] is not None
    assert row["country_code"] is None


def test_country_of_the_list_is_that_of_a_speaker_of_whom_no_office_is_told() -> None:
    assert speaker_rows("[[Jens Stoltenberg]] said so.")[0]["country_code"] == "NO"


def test_answers_of_an_interview_are_those_of_the_one_interviewed() -> None:
    text = "General Astrid Moe led the army. Moe now teaches.\nQ: Was it hard?\n[[A]]: It was."

    assert speakers(text) == ["Astrid Moe"]


def test_name_that_only_capitals_show_is_a_person_if_it_speaks() -> None:
    assert speakers("It was quiet. In the view of [[Zolta Vrmek]] it stays so.") == ["Zolta Vrmek"]
