import polars as pl

from tests.transforms.rows import BODY, raw
from transforms.batch import Batch
from transforms.learned.markup import MARKUP_NAMES, markup_columns
from transforms.measure import measure_lines
from transforms.pipeline import render

PAGE = (
    "<nav class='top-menu'><ul><li><a href='/a'>Harbour</a></li><li><a href='/b'>Weather</a></li></ul></nav>"
    "<article class='story-body'><h2>Nine months</h2>"
    + "".join(f"<p>{line}</p>" for line in BODY)
    + "</article><div class='comments'><p>First time I agree with them, and I have lived here for years.</p></div>"
)


def columns_of(*contents: str, kind: str = "html") -> dict[str, list[float]]:
    """Each column by its name, rounded."""
    rendered = render(raw(*contents, kind=kind))
    batch = Batch(rendered.documents, rendered.lines, rendered.edits, rendered.facts)
    columns = markup_columns(measure_lines(batch).lines.filter(~pl.col("is_blank")))
    return {name: [round(float(value), 2) for value in row] for name, row in zip(MARKUP_NAMES, columns, strict=True)}


def test_text_without_markup_has_zeros() -> None:
    assert {value for row in columns_of("\n".join(BODY), kind="text").values() for value in row} == {0.0}


def test_element_and_names_around_a_line() -> None:
    page = columns_of(PAGE)
    assert page["tag_li"] == [1, 1, 0, 0, 0, 0, 0]
    assert page["tag_heading"] == [0, 0, 1, 0, 0, 0, 0]
    assert page["near_article"] == [0, 0, 1, 1, 1, 1, 0]
    assert page["near_comment"] == [0, 0, 0, 0, 0, 0, 1]
    assert page["around_navigation"] == [1, 1, 0, 0, 0, 0, 0]


def test_words_are_found_at_their_edges() -> None:
    page = columns_of("<p class='byline_bio'>one</p><p class='biology'>two</p><p id='read-more'>three</p>")
    assert page["near_author"] == [1, 0, 0]
    assert page["near_related"] == [0, 0, 1]


def test_prose_and_links_of_what_a_line_shares() -> None:
    page = columns_of(PAGE)
    assert page["parent_block_page_prose"] == [0, 0, 0.82, 0.82, 0.82, 0.82, 0.18]
    assert page["parent_block_links"] == [1, 1, 0, 0, 0, 0, 0]
    assert page["path_page_prose"] == [0, 0, 0, 0.82, 0.82, 0.82, 0.18]


def test_place_in_the_block_that_holds_most_prose() -> None:
    page = columns_of(PAGE)
    assert page["main_depth"] == [0, 0, 0.5, 0.5, 0.5, 0.5, 0]
    assert page["main_first"] == [-1.1, -0.69, 0, 0.69, 1.1, 1.39, 1.61]
    assert page["main_last"] == [-1.79, -1.61, -1.39, -1.1, -0.69, 0, 0.69]


def test_page_without_prose_has_no_main_block() -> None:
    page = columns_of("<ul><li><a href='/a'>Harbour</a></li><li>Weather</li></ul>")
    assert page["main_depth"] == page["main_first"] == page["main_last"] == [0, 0]


def test_columns_of_a_page_do_not_depend_on_its_batch() -> None:
    alone, among = columns_of(PAGE), columns_of("<p>one</p>", PAGE, PAGE)
    assert {name: row[1:8] for name, row in among.items()} == alone == {name: row[8:] for name, row in among.items()}
