import pytest

from transforms.json_ld import json_ld_facts


def authors(script: str) -> list[tuple[str, str]]:
    return [(name, value) for name, value, _ in json_ld_facts([script]) if name.startswith("author")]


@pytest.mark.parametrize(
    "author",
    [
        '"Ida Morrow"',
        '{"@type":"Person","name":"Ida Morrow"}',
        '[{"@type":"Person","name":["Ida Morrow"]}]',
        '{"@id":"#ida"}',
    ],
)
def test_author_is_a_string_an_object_a_list_or_a_reference(author: str) -> None:
    graph = f'[{{"@type":"NewsArticle","author":{author}}},{{"@type":"Person","@id":"#ida","name":"Ida Morrow"}}]'
    assert authors(f'{{"@graph":{graph}}}') == [("author", "Ida Morrow")]


def test_organisation_is_an_author_of_another_kind() -> None:
    ld = '{"@type":"NewsArticle","author":{"@type":"NewsMediaOrganization","name":"Tarn Press"}}'
    assert authors(ld) == [("author_group", "Tarn Press")]


def test_article_is_found_in_the_main_entity_and_comes_before_its_page() -> None:
    page = '{"@type":"WebPage","headline":"Page","mainEntity":{"@type":"ReportageNewsArticle","headline":"Article"}}'
    assert [value for name, value, _ in json_ld_facts([page]) if name == "title"] == ["Article", "Page"]


@pytest.mark.parametrize(
    "script",
    [
        '<!-- {"@type":"Article","headline":"Ramp &amp; ferry"} -->',
        '//<![CDATA[\n{"@type":"Article","headline":"Ramp &amp;amp; ferry"}\n//]]>',
        '{"@type":"http://schema.org/Article","headline":"Ramp\n& ferry"};',
    ],
)
def test_wrapped_escaped_and_broken_lines_are_read(script: str) -> None:
    assert list(json_ld_facts([script])) == [("title", "Ramp & ferry", "json-ld headline")]


def test_reference_to_itself_ends() -> None:
    assert authors('{"@graph":[{"@type":"Article","author":{"@id":"#a"}},{"@id":"#a","name":{"@id":"#a"}}]}') == []


@pytest.mark.parametrize(
    "script",
    ['{"@type":"NewsArticle","author":{"name":"\\ud800 Joe"}}', "[" * 5000 + "]" * 5000, '{"@type":"NewsArticle"', ""],
)
def test_script_that_no_reader_can_take_states_nothing(script: str) -> None:
    assert list(json_ld_facts([script])) == []


def test_tags_and_control_characters_in_a_headline_are_left_out() -> None:
    found = json_ld_facts(['{"@type":"NewsArticle","headline":"<b>Ferry</b> &amp;amp; ramp\\u0000 closed"}'])
    assert [value for name, value, _ in found if name == "title"] == ["Ferry & ramp closed"]
