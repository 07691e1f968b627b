"""Offices in a stretch of text: of which country and body, and which says most."""

import pytest

from tests.transforms.entities.article import reader_of
from transforms.entities.employers import employer
from transforms.entities.offices import Role, described_office, office, segment_end
from transforms.entities.owners import nation_before
from transforms.entities.reading import Reader
from transforms.entities.roles import role_before, role_behind, role_in_apposition


def place(reader: Reader, words: str) -> tuple[int, int]:
    """Return the first and last token of words of a text."""
    view = reader.view
    at = view.text.index(words)
    return view.start.index(at), view.end.index(at + len(words))


@pytest.mark.parametrize(
    ("text", "post", "code"),
    [
        ("The Norwegian minister left.", "minister", "NO"),
        ("It was Norway's minister.", "minister", "NO"),
        ("It was Norway's youngest minister.", "minister", "NO"),
        ("The South Korean minister left.", "minister", "KR"),
        ("They left Norway. Minister Karn stayed.", "Minister", None),
        ("They left Norway, minister Karn said.", "minister", None),
        ("While in Norway minister Karn fell ill.", "minister", None),
        ("The Norwegian court freed minister Karn.", "minister", None),
    ],
)
def test_country_of_an_office_stands_directly_before_it_or_owns_it(text: str, post: str, code: str | None) -> None:
    reader = reader_of(text)
    found = nation_before(reader.view, reader.bodies.owners, place(reader, post)[0])

    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    ("text", "role", "code", "words"),
    [
        ("former Norwegian minister", "former Norwegian minister", "NO", {"former", "minister"}),
        ("the Norwegian defence minister", "defence minister", "NO", {"defence", "minister"}),
        ("Gov. of the province", "Gov. of the province", None, {"governor"}),
        ("deputy of the old mill", "deputy of the old mill", None, {"deputy"}),
        ("husband", None, None, {"husband"}),
    ],
)  # fmt: skip
def test_office_keeps_its_words_and_its_country(text: str, role: str | None, code: str | None, words: set[str]) -> None:
    reader = reader_of(f"He was {text}.")
    found = office(reader.view, reader.bodies.owners, *place(reader, text))

    assert found is not None
    assert (found.text, found.code, found.words) == (role, code, frozenset(words))


def test_words_without_an_office_are_none() -> None:
    reader = reader_of("He was a tall tree on the left bank.")

    assert described_office(reader.view, reader.bodies.owners, place(reader, "a tall")[0], None) is None


def test_description_ends_at_a_mark_a_clause_or_a_verb_of_saying() -> None:
    for text in ("the head of the mill, old", "the head of the mill who left", "the head of the mill said so"):
        reader = reader_of(text)
        assert segment_end(reader.view, 0) == place(reader, "mill")[1]


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("commander of the Tarvian ground forces", "Tarvian ground forces"),
        ("head of the department of water resources", "department of water resources"),
        ("deputy foreign ministry spokesman", "foreign ministry"),
        ("the committee's chairwoman", "committee"),
        ("secretary-general of the Harbour Covenant", "Harbour Covenant"),
        ("mayor of the old town", None),
        ("press officer", None),
        ("railway minister", None),
        ("director of his company", None),
        ("president of the Republic", None),
    ],
)
def test_body_of_an_office_stands_behind_of_or_before_the_post(text: str, body: str | None) -> None:
    reader = reader_of(f"He was {text}.")
    found = employer(reader.view, *place(reader, text), None)

    assert (found.name if found else None) == body


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("They met school director Ida Brekke at noon.", "school director"),
        ("They spoke to Fisheries Minister Ida Brekke at noon.", "Fisheries Minister"),
        ("They met the tall Ida Brekke at noon.", None),
    ],
)
def test_office_before_a_name(text: str, role: str | None) -> None:
    reader = reader_of(text)
    (first, _), lead = place(reader, "Ida Brekke"), place(reader, "Fisheries" if "Fish" in text else "Ida")[0]
    found = role_before(reader.view, reader.bodies.owners, lead, first)

    assert (found.text if found else None) == role


@pytest.mark.parametrize(
    ("text", "role", "age"),
    [
        ("Ida Brekke, 56, a farmer, left.", "farmer", "56"),
        ("Ida Brekke, 56, left.", None, "56"),
        ("Ida Brekke, who heads the mill, left.", "heads the mill", None),
        ("Ida Brekke is the mayor of Dravik.", "mayor of Dravik", None),
    ],
)
def test_office_behind_a_name(text: str, role: str | None, age: str | None) -> None:
    reader = reader_of(text)
    found = role_behind(reader.view, reader.bodies.owners, place(reader, "Ida Brekke")[1])

    assert found is not None
    assert (found.text, found.age) == (role, age)


def test_office_that_a_name_between_commas_explains() -> None:
    reader = reader_of("Then Norway's ambassador to Chad, Ida Brekke, left.")
    first, last = place(reader, "Ida Brekke")
    found = role_in_apposition(reader.view, reader.bodies.owners, first, last)

    assert found is not None
    assert (found.text, found.code) == ("ambassador to Chad", "NO")


def test_post_says_more_than_a_rank_and_a_rank_more_than_a_deed() -> None:
    def role(text: str | None, *words: str, is_clause: bool = False) -> int:
        return Role(text, None, None, frozenset(words), is_clause=is_clause).weakness

    post, rank = role("head of the mill", "head"), role("Vice Admiral", "vice", "admiral")
    deed, nothing = role("heads the mill", "head", is_clause=True), role(None)

    assert post < rank < deed < nothing


def test_office_noted_first_is_kept_and_others_add_what_is_not_known() -> None:
    reader = reader_of("Minister Ida Brekke came. Ida Brekke, Norway's envoy, 61, left.")
    (found,) = reader.cast.people

    assert (found.role, found.code) == ("Minister", "NO")
    assert {"minister", "envoy"} <= found.role_words
