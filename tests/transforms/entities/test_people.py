import pytest

from tests.transforms.entities.article import entity_ids, people, seen


def test_short_names_mean_the_person_named_in_full() -> None:
    found = seen("Mirko Tandberg opened the lock. Tandberg said it was old. Mr. Tandberg left.")

    assert [each.name for each in found] == ["Mirko Tandberg"] * 3
    assert [each.form for each in found] == ["name", "short_name", "short_name"]


def test_given_name_means_the_person_where_nobody_else_bears_it() -> None:
    assert seen("Mirko Tandberg and his dog came. Mirko said so.")[-1].name == "Mirko Tandberg"


def test_titles_are_no_part_of_the_name() -> None:
    text = "Gen. Lidia Marrow met Sir Alan Hobday, Dr. Noor Rahmani and Admiral Piotr Zelenka."

    assert people(text) == ["Lidia Marrow", "Alan Hobday", "Noor Rahmani", "Piotr Zelenka"]


def test_title_tells_which_of_two_people_of_one_name_is_meant() -> None:
    found = seen("Greta Lind and her husband, Otto Lind, sold the mill. Mrs Lind kept the key. Mr Lind did not.")

    assert [each.name for each in found][-2:] == ["Greta Lind", "Otto Lind"]


def test_chinese_family_name_stands_first() -> None:
    assert [each.name for each in seen("Luo Wenjie spoke first. Luo then sat down.")] == ["Luo Wenjie"] * 2


def test_particles_initials_and_suffixes_belong_to_the_name() -> None:
    text = "Henk van der Meulen, Walter J. Pruitt Jr. and Rosa de la Vega signed. Van der Meulen left; Pruitt stayed."
    found = seen(text)

    assert people(text) == ["Henk van der Meulen", "Walter J. Pruitt Jr", "Rosa de la Vega"]
    assert [each.name for each in found][-2:] == ["Henk van der Meulen", "Walter J. Pruitt Jr"]


def test_nickname_between_names_is_left_out_of_none() -> None:
    assert len(people('Walter "Skip" Pruitt rowed. Pruitt won.')) == 1


def test_short_form_of_a_given_name_makes_no_second_person() -> None:
    assert people("William Ashby wrote it. Bill Ashby said so later.") == ["William Ashby"]


def test_other_initials_are_those_of_somebody_else() -> None:
    text = "Anton H. W. Breuer came. His son Anton W. Breuer stayed. Anton H. Breuer sat down, and Anton Breuer spoke."

    assert [each.name for each in seen(text)] == [
        "Anton H. W. Breuer", "Anton W. Breuer", "Anton H. W. Breuer", "Anton H. W. Breuer",
    ]  # fmt: skip
    assert len(entity_ids(text)) == 2


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The Russian general Alexander Petrov met the Bulgarian actor Aleksandr Petrov.", 2),
        ("The Russian general Alexander Petrov left. Aleksandr Petrov was tired.", 1),
        ("Li Wen Bo met Li Wen Fu on the bridge.", 2),
        ("The banker Joseph R. Pruitt came. Joseph Pruitt sat down.", 1),
        ("George H. W. Bush came with his son, George W. Bush.", 2),
        ("Donald Trump came with Donald Trump Jr. on Monday.", 2),
        ("Mary Anne Hobday met Mary Louise Hobday.", 2),
        ('Walter "Skip" Pruitt rowed. Walter R. Pruitt won.', 1),
    ],
)
def test_namesakes_of_one_article_are_told_apart(text: str, count: int) -> None:
    assert len(entity_ids(text)) == count


@pytest.mark.parametrize(
    ("full", "short"),
    [("Jan Lipavský", "Lipavsky"), ("Ayşe Yılmaz", "Yilmaz"), ("Zoë Müller", "Muller"), ("Zoe Muller", "Müller")],
)
def test_accents_make_no_other_name(full: str, short: str) -> None:
    assert [each.name for each in seen(f"{full} came by boat. Later {short} sat down.")] == [full] * 2


def test_listed_chinese_name_may_stand_in_western_order() -> None:
    text = "The spokesman Zhao Lijian came by boat. Lijian Zhao sat down. Then Zhao spoke."

    assert [each.name for each in seen(text)] == ["Zhao Lijian"] * 3


def test_al_of_an_arabic_name_may_be_left_out() -> None:
    assert [each.name for each in seen("Khalid al-Rashidi came. Rashidi left.")] == ["Khalid al-Rashidi"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "The Winter Games opened in March.",
        "However it was, the Cold War ended.",
        "Acknowledging the delay, the firm paid.",
        "The destroyer Northern Star left Cape Horn on Monday.",
        "The Clean Rivers Act passed on Tuesday.",
        "They read Paradise Lost in Clinton County.",
    ],
)
def test_events_laws_ships_and_days_are_nobody(text: str) -> None:
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The heiress Paris Hilton came.", "Paris Hilton"),
        ("Michael Jordan came.", "Michael Jordan"),
        ("Fiona Hill said no.", "Fiona Hill"),
        ("Bill Fennimore said no.", "Bill Fennimore"),
        ("Railway Minister Anand Deshmukh came.", "Anand Deshmukh"),
        ("John F. Kennedy Street was renamed after the talk by Wendy R. Moon.", "Wendy R. Moon"),
    ],
)
def test_names_that_lists_hold_for_something_else(text: str, name: str) -> None:
    assert name in people(text)


def test_word_at_the_head_of_a_sentence_is_a_name_where_the_article_knows_it() -> None:
    text = "Karl Brown runs the mill. Brown said it was old. Green fields lie behind it."

    assert [each.name for each in seen(text)] == ["Karl Brown", "Karl Brown"]


def test_headline_makes_no_names_but_knows_those_of_the_article() -> None:
    text = (
        "Mirko Tandberg Opens Lock After Twenty Years Of Waiting\nOn Friday the engineer Mirko Tandberg opened a lock."
    )

    assert people(text) == ["Mirko Tandberg"]
    assert [each.surface for each in seen(text)] == ["Mirko Tandberg"] * 2


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("Russian Defence Minister Pavel Oristov came.", "Defence Minister", "RU"),
        ("United States Defence Minister Pavel Oristov brought his younger daughter.", "Defence Minister", "US"),
        ("The United States' ambassador Pavel Oristov came.", "ambassador", "US"),
        ("Norway's youngest minister Pavel Oristov came.", "minister", "NO"),
        ("Secretary of the Security Council of Norway Pavel Oristov came.",
         "Secretary of the Security Council of Norway", "NO"),
        ("Head of the Trade Committee of the Federation Council Pavel Oristov brought his daughter.",
         "Head of the Trade Committee of the Federation Council", "RU"),
        ("Chairman of the State Duma Committee on International Affairs Pavel Oristov brought his daughter.",
         "Chairman of the State Duma Committee on International Affairs", "RU"),
        ("Dravik City manager Pavel Oristov came.", "Dravik City manager", None),
        ("On Monday City Council clerk Pavel Oristov came.", "City Council clerk", None),
        ("The commander of the Northern Fleet, Vice Admiral Pavel Oristov, came.",
         "commander of the Northern Fleet", None),
        ("Pavel Oristov, Russia's ambassador to Norway, came.", "ambassador to Norway", "RU"),
        ("Norway's new ambassador to Chad, Pavel Oristov, came.", "new ambassador to Chad", "NO"),
        ("The vice admiral and commander of the Northern Fleet Pavel Oristov came.",
         "vice admiral and commander of the Northern Fleet", None),
        ("Northern Fleet commander Admiral Pavel Oristov came.", "Northern Fleet commander Admiral", None),
        ("Brigadier Pavel Oristov, who commands the brigade, came.", "Brigadier", None),
        ("Colonel Pavel Oristov, the regiment's spokesman, came.", "regiment's spokesman", None),
        ("Pavel Oristov is the head of the dairy board.", "head of the dairy board", None),
        ("His surgeon, Dr. Pavel Oristov, watched.", "surgeon", None),
        ("Mr. Pavel Oristov came.", None, None),
    ],
)  # fmt: skip
def test_office_is_read_before_and_behind_the_name(text: str, role: str | None, country: str | None) -> None:
    (person,) = [each for each in seen(text) if each.kind == "person"]

    assert (person.role, person.country) == (role, country)


@pytest.mark.parametrize(
    "text",
    [
        "They flew to Chad. Fisheries Minister Pavel Oristov stayed.",
        "He criticised Chad, Prime Minister Pavel Oristov heard.",
        "They left Chad; Fisheries Minister Pavel Oristov stayed.",
        "While in Chad Prime Minister Pavel Oristov fell ill.",
    ],
)
def test_country_of_what_was_said_before_is_no_country_of_an_office(text: str) -> None:
    (person,) = [each for each in seen(text) if each.kind == "person"]

    assert person.country is None


def test_organisation_of_an_office_is_given() -> None:
    text = "The official representative of the Russian Foreign Ministry Anna Belova spoke."
    person = seen(text)[-1]

    assert person.role == "official representative of the Russian Foreign Ministry"
    assert person.organisation == "Russian Foreign Ministry"


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Anna Belova, head of the regional water commission, spoke.", "regional water commission"),
        ("Anna Belova, deputy director of the department of water resources, spoke.", "department of water resources"),
        ("The committee's chairwoman, Anna Belova, spoke.", "committee"),
        ("Foreign Ministry spokeswoman Anna Belova spoke to them.", "Foreign Ministry"),
        ("Former school board member Anna Belova spoke to them.", "school board"),
        ("Anna Belova, secretary-general of the Harbour Covenant, spoke.", "Harbour Covenant"),
        ("It was Anna Belova of the Lissen Institute who spoke.", "Lissen Institute"),
        (
            "“We build bridges for people who drive in anger.” — Captain Anna Belova, Third Engineer Regiment",
            "Third Engineer Regiment",
        ),
        ("Railway Minister Anna Belova spoke to them.", None),
        ("Company director Anna Belova spoke to them.", None),
        ("The governor of the Western Province, Anna Belova, spoke.", None),
        ("Anna Belova, director of his company, spoke.", None),
        ("Anna Belova, mayor of Dravik, spoke.", None),
    ],
)
def test_body_of_an_office_is_given_as_written(text: str, organisation: str | None) -> None:
    (person,) = [each for each in seen(text) if each.kind == "person"]

    assert person.organisation == organisation


def test_family_name_of_a_leader_is_known_without_the_full_name() -> None:
    assert people("Putin flew home. Mrs Merkel stayed.") == ["Vladimir Putin", "Angela Merkel"]
