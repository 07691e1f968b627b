from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from flows.training.attribution.measures import Stated
from tests.benchmarks import statement_gallery
from tests.benchmarks.statement_errors import (
    AS_QUOTED,
    IS_QUOTED,
    MISSED,
    NO_SPEAKER,
    NOT_ANNOTATED,
    STRAY,
    TOO_LONG,
    TOO_SHORT,
    UNSURE,
    WRONG_SPEAKER,
    errors,
    f1,
)
from tests.benchmarks.statement_gallery import painted, render, shown
from tests.flows.training.attribution.articles import article, spans

TEXT = (
    "Olive Marsh said that the old pier needs a new ramp & rails. Maud Ellery looked on.\n"
    "“The ferry carries no lorries today,” she said. A poster read “Come and see the old pier.”"
)
PIER, FERRY = "that the old pier needs a new ramp & rails", "“The ferry carries no lorries today,”"
ARTICLE = article(TEXT, ("Olive Marsh", "said", PIER), ("she", "said", FERRY))
RIGHT_FERRY = Stated("direct", spans(TEXT, FERRY)[0], "said", spans(TEXT, "she said")[0])


def told(content: str, speaker: str | None = "Olive", shown: bool = True) -> Stated:
    where = spans(TEXT, speaker)[0] if speaker else None
    return Stated("indirect", spans(TEXT, content)[0], "said", where, 0.7, is_shown=shown)


def kinds(*statements: Stated) -> list[str]:
    return [error.kind for error in errors(ARTICLE, [*statements, RIGHT_FERRY])]


def test_right_statements_are_no_errors() -> None:
    assert kinds(told(PIER)) == []
    assert f1(ARTICLE, [told(PIER), RIGHT_FERRY]) == 1


def test_told_statement_that_is_not_there_is_missed_or_too_unsure() -> None:
    assert kinds() == [MISSED]
    assert kinds(told(PIER, shown=False)) == [UNSURE]
    assert kinds(told("Maud Ellery looked", shown=False)) == [MISSED]


def test_told_statement_may_be_found_as_a_quoted_one() -> None:
    assert kinds(replace(told(PIER), kind="direct")) == [AS_QUOTED]


def test_span_is_too_long_or_too_short_where_the_speaker_is_right() -> None:
    assert kinds(told("rails")) == [TOO_SHORT]
    assert kinds(told("rails. Maud Ellery looked on")) == [TOO_LONG]


def test_speaker_is_wrong_or_unknown() -> None:
    assert kinds(told(PIER, "Maud Ellery")) == [WRONG_SPEAKER]
    assert kinds(told(PIER, None)) == [NO_SPEAKER]


def test_statement_beside_all_annotations_is_not_annotated_or_quoted() -> None:
    assert kinds(told(PIER), told("Maud Ellery looked on", "Maud Ellery")) == [NOT_ANNOTATED]
    assert kinds(told(PIER), told("carries no lorries", "she")) == [IS_QUOTED]


def test_errors_of_quotations() -> None:
    poster = Stated("direct", spans(TEXT, "Come and see the old pier.")[0], "read", spans(TEXT, "A poster")[0])
    maud = Stated("direct", spans(TEXT, FERRY)[0], "said", spans(TEXT, "Maud Ellery")[0])
    nobody = Stated("direct", spans(TEXT, FERRY)[0], "", None)

    def of(*statements: Stated) -> list[str]:
        return [error.kind for error in errors(ARTICLE, [told(PIER), *statements])]

    assert of(RIGHT_FERRY, poster) == [STRAY]
    assert of(maud) == [WRONG_SPEAKER]
    assert of(nobody) == [NO_SPEAKER]
    assert of() == [MISSED]


def test_text_is_cut_into_paragraphs_and_runs_of_one_class() -> None:
    assert painted("Olive spoke.\n\nShe left.", [("content", [(0, 11)]), ("source", [(0, 5), (14, 17)])]) == [
        [("source", "Olive"), ("content", " spoke"), ("", ".")],
        [("source", "She"), ("", " left.")],
    ]


def test_page_shows_what_is_wrong_and_escapes_what_it_shows() -> None:
    page = shown(ARTICLE, [told(PIER, "Maud Ellery"), RIGHT_FERRY])
    html = render([page], Counter({WRONG_SPEAKER: 7}), "0")
    assert '<td>speaker wrong</td><td class="number">7</td>' in html
    assert "Olive Marsh: that the old pier needs a new ramp &amp; rails" in html
    assert "Maud Ellery: that the old pier needs a new ramp &amp; rails (said, 0.70)" in html
    assert '<mark class="source">Maud Ellery</mark>' in html


def test_folder_without_the_articles_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert statement_gallery.main(["--data", str(tmp_path), "--output", str(tmp_path / "page.html")]) == 0
    assert "skipped" in capsys.readouterr().err
    assert not (tmp_path / "page.html").exists()
