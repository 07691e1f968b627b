from collections.abc import Sequence

import pytest

from transforms.entities.cast import FEMALE, MALE, UNKNOWN, Cast, Person, sex_of
from transforms.entities.lexicon import Word
from transforms.entities.phrases import NAME, Known
from transforms.tokens import hash_words


def words(*names: str) -> tuple[int, ...]:
    return tuple(hash_words([name.lower() for name in names]).tolist())


def word(name: str) -> int:
    return words(name)[0]


def named(cast: Cast, name: str, sex: str = UNKNOWN, sentence: int = 0, middle: str = "") -> Person:
    """Take a full name in a sentence."""
    person = cast.full(words(*name.split()), name, sex, None, middle)
    person.last_full, person.count = sentence, person.count + 1
    return person


def test_family_name_or_given_name_means_its_only_bearer() -> None:
    cast = Cast()
    karn = named(cast, "Odo Karn")

    assert cast.by_word(word("Karn"), UNKNOWN, 0) is karn
    assert cast.by_word(word("Odo"), UNKNOWN, 0) is karn
    assert cast.by_word(word("Vell"), UNKNOWN, 0) is None


def test_given_name_of_two_people_means_neither() -> None:
    cast = Cast()
    named(cast, "Odo Karn")
    named(cast, "Odo Vell")

    assert cast.by_word(word("Odo"), UNKNOWN, 0) is None


def test_of_two_of_a_family_the_one_named_just_before_is_meant_then_the_one_of_the_sex() -> None:
    cast = Cast()
    named(cast, "Odo Karn", MALE, sentence=1)
    mara = named(cast, "Mara Karn", FEMALE, sentence=5)

    assert cast.by_word(word("Karn"), UNKNOWN, 6) is mara
    assert cast.by_word(word("Karn"), FEMALE, 20) is mara
    assert cast.by_word(word("Karn"), UNKNOWN, 20, initial="m") is mara


@pytest.mark.parametrize(
    ("middles", "count"), [(("hw", "w"), 2), (("h", "hw"), 1), (("", "w"), 1), (("w", "", "w"), 1), (("a", "b"), 2)]
)
def test_middle_initials_that_differ_make_two_people(middles: Sequence[str], count: int) -> None:
    cast = Cast()

    assert len({id(named(cast, "Odo Karn", middle=middle)) for middle in middles}) == count


def test_name_that_fits_two_means_the_one_named_last() -> None:
    cast = Cast()
    named(cast, "Odo Karn", sentence=1, middle="h")
    younger = named(cast, "Odo Karn", sentence=4, middle="w")

    assert named(cast, "Odo Karn", sentence=5) is younger


def test_short_form_of_a_given_name_is_the_same_person() -> None:
    cast = Cast()

    assert named(cast, "William Karn") is named(cast, "Bill Karn")


def test_two_people_of_a_list_are_two() -> None:
    cast = Cast()
    father, son = (Known("person", name, "NO", "m", NAME) for name in ("Odo Karn", "Odo Karn Jr."))

    assert cast.full(words("Odo", "Karn"), "Odo Karn", MALE, father) is not cast.full(
        words("Odo", "Karn"), "Odo Karn Jr.", MALE, son
    )


def test_longest_name_that_opens_a_run_is_found() -> None:
    cast = Cast()
    karn = named(cast, "Odo Maria Karn")

    assert cast.longest(list(words("Odo", "Maria", "Karn", "Left"))) == (2, karn)
    assert cast.longest(list(words("Karn", "Left"))) == (0, karn)
    assert cast.longest(list(words("Left", "Karn"))) == (0, None)


def test_who_was_dropped_is_nobody() -> None:
    cast = Cast()
    cast.drop(named(cast, "Odo Karn"))

    assert word("Karn") in cast
    assert cast.by_word(word("Karn"), UNKNOWN, 0) is None
    assert cast.people == []


@pytest.mark.parametrize(
    ("flags", "surfaces", "title", "sex"),
    [
        ([int(Word.MALE), 0], ["Odo", "Karn"], 0, MALE),
        ([int(Word.MALE), 0], ["Odo", "Karn"], int(Word.TITLE_FEMALE), FEMALE),
        ([0, 0], ["Zolta", "Vrmekova"], 0, FEMALE),
        ([0, 0, 0], ["Zolta", "Petrovich", "Vrmek"], 0, MALE),
        ([0, 0], ["Zolta", "Vrmek"], 0, UNKNOWN),
    ],
)
def test_sex_is_told_by_title_given_name_or_ending(flags: list[int], surfaces: list[str], title: int, sex: str) -> None:
    assert sex_of(flags, surfaces, title) == sex
