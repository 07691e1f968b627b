"""Whole texts: who says what, and who that is."""

import polars as pl
import pytest

from transforms.attribution import attribute


def spoken(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Return speaker as written, the name of whom it means, and the country, of each statement that is shown."""
    found = attribute(pl.DataFrame({"doc": [0], "text": [text]}, schema_overrides={"doc": pl.UInt32}))
    return found.statements.filter("is_shown").select("speaker", "speaker_name", "country_code").rows()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("US Trade Secretary Ada Holm said the duties would stay.", ("US Trade Secretary Ada Holm", "Ada Holm", "US")),
        (
            "According to US President Ada Holm, the duties would stay.",
            ("US President Ada Holm", "Ada Holm", "US"),
        ),
        ("“The duties stay,” said US General Ada Holm.", ("US General Ada Holm", "Ada Holm", "US")),
        ("US officials said the duties would stay.", ("US officials", None, "US")),
        ("US says it will not yield.", ("US", "United States", "US")),
        ("WHO says the outbreak is over.", ("WHO", "World Health Organization", None)),
    ],
)
def test_capitals_make_a_name_of_a_pronoun(text: str, expected: tuple[str, str, str]) -> None:
    assert spoken(text) == [expected]


def test_other_pronouns_are_such_in_capitals_too() -> None:
    assert spoken("Ada Holm is back. SHE SAID THE PORT WAS SHUT.") == [("SHE", "Ada Holm", None)]


def test_i_is_a_pronoun_as_it_is_written() -> None:
    assert spoken("“It was I who said that the port was shut,” Ada Holm said.")[0] == ("Ada Holm", "Ada Holm", None)


def test_his_view_is_that_of_whom_he_means() -> None:
    text = "Karl Voss came to Tarn on Monday. In his view, the pier is not safe."
    assert spoken(text) == [("his", "Karl Voss", None)]


def test_he_in_somebodys_own_words_is_somebody_else() -> None:
    text = (
        "Karl Voss: I spoke to Otto Lind. He said: “We are not ready at all.”\n"
        "Interviewer: And then?\nKarl Voss: Then we left."
    )
    assert ("He", "Otto Lind", None) in spoken(text)
