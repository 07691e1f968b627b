import re
from pathlib import Path

from warehouse.dictionary import dictionary
from warehouse.schema import TABLES, columns

DICTIONARY = Path(__file__).parents[2] / "warehouse" / "README.md"


def test_the_data_dictionary_is_up_to_date() -> None:
    assert DICTIONARY.read_text(encoding="utf-8") == dictionary(), "renew the data dictionary: make docs"


def test_every_column_is_in_the_dictionary() -> None:
    rows = re.findall(r"^\| `(\w+)` \|", dictionary(), flags=re.MULTILINE)
    assert rows == [column.name for table in TABLES for column in columns(table)]


def test_a_column_is_described_with_its_rules() -> None:
    row = next(line for line in dictionary().splitlines() if line.startswith("| `kept_ratio` "))
    assert row == "| `kept_ratio` | double | not null; 0 to 1 | Share of the document's characters kept as body. |"


def test_a_bar_does_not_break_a_table() -> None:
    widths = {len(re.findall(r"(?<!\\)\|", line)) for line in dictionary().splitlines() if line.startswith("| `")}
    assert widths == {5}
