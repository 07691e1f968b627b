"""What the model's decision leaves on lines and documents."""

import polars as pl
import pytest

from tests.transforms.rows import BODY, TITLE, article, judged, page, raw
from transforms.learned.model import Model, stored_model, stored_weights
from transforms.learned.units import number_units, units
from transforms.pipeline import judge, render

MENU = ["Home", "World", "Weather", "Sport", "Harbour", "Contact us", "Cookies", "Terms of use"]


def test_text_among_menus_is_chosen_and_the_rest_is_not() -> None:
    lines = judged("\n".join([*MENU, TITLE, *BODY, *MENU])).lines.filter(~pl.col("is_blank"))
    assert lines.filter("kept")["text"].to_list() == list(BODY)
    assert lines.filter(pl.col("kept") & (pl.col("confidence") <= 0.5)).is_empty()


def test_confidence_of_a_dropped_line_is_that_it_is_not_the_articles() -> None:
    lines = judged(page(*MENU, TITLE, *BODY)).lines.filter(~pl.col("is_blank") & ~pl.col("kept"))
    assert lines.filter(pl.col("confidence") != 1 - pl.col("probability")).is_empty()


def test_blank_lines_have_no_probability() -> None:
    lines = judged(page(TITLE, *BODY)).lines
    assert lines.filter("is_blank")["probability"].null_count() == lines["is_blank"].sum()


def test_page_of_scraps_is_uncertain_and_an_article_is_not() -> None:
    scraps = ["Ferry times", "Ramp closed", "Nine months", "Island shops wait", "Board meets", "Ask the engineer"]
    assert article(page(*MENU, *scraps, *MENU))["is_uncertain"]
    assert not article(page(TITLE, *BODY))["is_uncertain"]


def test_model_that_was_trained_on_other_columns_is_refused() -> None:
    model = stored_model()
    other = Model(model.names[1:], model.lexicon, model.networks, model.temperature, model.calibration)
    with pytest.raises(ValueError, match="make train"):
        judge(render(raw(page(TITLE, *BODY))), model=other)


def test_shipped_model_is_small() -> None:
    assert len(stored_weights()) < 3_000_000


def test_units_of_whole_documents_are_their_lines() -> None:
    lines = pl.DataFrame({"doc": [0, 0, 1], "text": [TITLE, BODY[0], BODY[1]]})
    assert units(number_units(lines))["text"].to_list() == lines["text"].to_list()
