import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import statement_gold
from tests.benchmarks.statement_gold import GOLD, GoldError, occurrence, resolved

FILES = sorted(GOLD.rglob("*.json"))
TEXT = "“The tide is late,” she said. Mara Quist said she would wait."


def record(**changed: Any) -> dict[str, Any]:
    statement = {
        "kind": "indirect",
        "class": "reported",
        "content": ["she would wait"],
        "cue": ["said", 2],
        "speaker": "Mara Quist",
        "form": "name",
        "resolved": "Mara Quist",
        "resolved_kind": "person",
        "role": None,
        "organisation": None,
        "country": None,
    }
    head: dict[str, Any] = {"document": "tide.txt", "people": [["Mara Quist"]], "organisations": [], "countries": []}
    return {**head, "statements": [statement | changed], "traps": []}


def test_gold_is_borne_out_by_the_articles() -> None:
    assert len(statement_gold.documents()) == len(FILES)


def test_gold_is_large_enough_to_measure_by_halves() -> None:
    documents = statement_gold.documents()
    counted = Counter(one.half for one in documents for two in one.statements if two.of_class != "arguable")

    assert len(documents) >= 62
    assert min(counted.values()) >= 165


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(GOLD).as_posix())
def test_gold_file_is_as_it_is_written(path: Path) -> None:
    found = path.read_text(encoding="utf-8")

    assert found == statement_gold.dump(json.loads(found))


def test_spans_are_those_of_the_occurrence_that_is_named() -> None:
    (statement,) = resolved(record(), TEXT).statements

    assert [TEXT[slice(*span)] for span in statement.parts] == ["she would wait"]
    assert statement.cue == (TEXT.rindex("said"), TEXT.rindex("said") + 4)


def test_a_string_is_found_as_whole_words() -> None:
    assert occurrence("he", "the hen, he") == (9, 11)


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"content": ["she would not wait"]}, "0 times"),
        ({"cue": "said"}, "2 times"),
        ({"cue": ["said", 3]}, "number 3 is asked for"),
        ({"cue": ["Mara", 1]}, "1 times"),
        ({"speaker": ["she", 2]}, "stands inside of what is said"),
        ({"speaker": None}, "form 'name' with speaker None"),
        ({"kind": "told"}, "is none of direct, mixed, indirect"),
    ],
)
def test_gold_that_its_text_does_not_bear_out_is_refused(changed: dict[str, Any], problem: str) -> None:
    with pytest.raises(GoldError, match=problem):
        resolved(record(**changed), TEXT)


def test_a_person_who_is_not_in_the_text_is_refused() -> None:
    with pytest.raises(GoldError, match=r"tide\.txt: 'Jon Abel' is not in the text"):
        resolved(record() | {"people": [["Jon Abel"]]}, TEXT)
