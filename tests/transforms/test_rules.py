import tomllib
from pathlib import Path

import polars as pl
import pytest

from transforms.rules import PLACES, Rule, match_rules, rules, rules_version, stands
from transforms.vocabulary import agencies, filled
from warehouse import schema
from warehouse.schema import columns

EXAMPLES = tomllib.loads((Path(__file__).parent / "rule_examples.toml").read_text(encoding="utf-8"))


def fits(rule: Rule, text: str) -> bool:
    """Whether the pattern finds the text and the text is short enough."""
    found = pl.Series([text]).str.contains(rule.expression)[0]
    return bool(found) and len(text.split()) <= rule.max_words


def test_every_rule_has_examples_and_every_example_a_rule() -> None:
    assert {rule.name for rule in rules()} == set(EXAMPLES)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_rule_finds_its_examples_and_leaves_the_others(rule: Rule) -> None:
    examples = EXAMPLES[rule.name]
    assert [text for text in examples["matches"] if not fits(rule, text)] == []
    assert [text for text in examples["leaves"] if fits(rule, text)] == []


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_pattern_that_is_tried_first_finds_all_that_the_rule_finds(rule: Rule) -> None:
    texts = pl.Series([text for name in EXAMPLES for text in EXAMPLES[name]["matches"]])
    found, likely = (texts.str.contains(pattern) for pattern in (rule.expression, rule.loose_expression))
    assert texts.filter(found & ~likely).to_list() == []


def test_rules_give_kinds_that_the_schema_declares() -> None:
    declared = next(column.allowed for column in columns(schema.Lines) if column.name == "kind")
    assert {rule.kind for rule in rules()} <= set(declared)


def test_no_rule_keeps_a_line() -> None:
    assert not {"body", "subheading", "list_item", "quote_block"} & {rule.kind for rule in rules()}


def test_names_of_rules_are_unique() -> None:
    assert len({rule.name for rule in rules()}) == len(rules())


def test_version_is_twelve_hex_digits_and_stable() -> None:
    assert rules_version() == rules_version()
    assert len(rules_version()) == 12 and int(rules_version(), 16) >= 0


def test_placeholder_becomes_a_group_of_the_word_list() -> None:
    assert filled("^<<source_label>>:").startswith("^(?:(?:original )?sources?|")


def test_agency_has_one_name_for_all_its_spellings() -> None:
    assert agencies()["ТАСС"] == agencies()["TASS"] == "TASS"


@pytest.mark.parametrize(
    ("above", "below", "expected"),
    [
        (0, 500, {"head", "edge"}),
        (500, 0, {"tail", "edge", "late", "below"}),
        (200, 200, {"late"}),
        (100, 400, set()),
    ],
)
def test_place_follows_from_the_words_above_and_below(above: int, below: int, expected: set[str]) -> None:
    line = pl.DataFrame({"above": [above], "below": [below]})
    assert {place for place in PLACES if line.select(stands(place)).item()} == expected


def test_class_on_the_wrapper_of_the_article_says_nothing() -> None:
    lines = pl.DataFrame(
        {
            "doc": [0, 0, 0],
            "line_no": [1, 2, 3],
            "text": ["one", "two", "three"],
            "words": [30, 30, 5],
            "path": ["p", "p", "p"],
            "marks": ["paywall", "paywall", "comments"],
            "is_blank": [False] * 3,
            "is_prose": [True, True, False],
        }
    )
    assert match_rules(lines, "any").select("line_no", "reason").rows() == [(3, "in_comments")]
