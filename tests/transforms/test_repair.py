from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transforms.repair import apply, repair_text

CASES = {
    "mojibake": ("The minister\u00e2\u20ac\u2122s boat", "The minister’s boat"),
    "entity": ("Calder &amp; Hobb &#8211; a yard", "Calder & Hobb – a yard"),
    "entity escaped twice": ("&amp;quot;No&amp;quot;", '"No"'),
    "zero width": ("fri\u200bgate", "frigate"),
    "soft hyphen": ("fri\u00adgate", "frigate"),
    "control character": ("a\x00b\x07c", "abc"),
    "no-break space": ("40\u00a0ships", "40 ships"),
    "runs of blanks": ("one   two\tthree", "one two three"),
    "leftover tags": ("a <b>bold</b> move", "a bold move"),
    "tag between words": ("first<br/>second", "first second"),
    "heading mark": ("## What now", "What now"),
    "bold": ("a **bold** move", "a bold move"),
    "star emphasis": ("a *bold* move", "a bold move"),
    "underscore emphasis": ("a _bold move_.", "a bold move."),
    "link": ("see [the report](https://a.example/b) now", "see the report now"),
    "reference": ("It sank.[1] Nobody saw it[citation needed].", "It sank. Nobody saw it."),
    "outer blanks": ("  quiet  ", "quiet"),
}
LEFT_ALONE = (
    "“Quoted” – and … so",
    "2 * 3 * 4",
    "snake_case and __init",
    "[sic] he said",
    "AT&T",
    "a < b > c",
    "file_name_",
)


@pytest.mark.parametrize(("damaged", "whole"), CASES.values(), ids=CASES)
def test_damage_is_undone(damaged: str, whole: str) -> None:
    assert apply(damaged, repair_text(damaged)) == whole


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_sound_line_is_left_alone(line: str) -> None:
    assert repair_text(line) == []


def test_joiner_between_persian_letters_stays() -> None:
    assert repair_text("می\u200cروم") == []


@given(st.text(alphabet=st.sampled_from("ab \u00a0\u200b*_[1]&amp;<b>âÃ€™.#\t"), max_size=40))
def test_edits_are_in_order_and_apart(line: str) -> None:
    spans = repair_text(line)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_many_repairs_in_one_line_take_time_in_proportion() -> None:
    line = "&amp; " * 20_000
    assert apply(line, repair_text(line)) == ("& " * 20_000).strip()


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x0b", "\x0c", "\x1c", "&#8232;"])
def test_words_around_a_separator_of_lines_stay_apart(separator: str) -> None:
    raw = f"the ferry{separator}is late"
    assert apply(raw, repair_text(raw)) == "the ferry is late"
