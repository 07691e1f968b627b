import numpy as np
import polars as pl

from tests.transforms.rows import BODY, TITLE, page, raw
from transforms.batch import KnownSites
from transforms.learned.evidence import repeat_columns
from transforms.learned.pages import Pages
from transforms.learned.units import with_known_repeats
from transforms.pipeline import judge, render

URL = "https://www.lantern.example/a"


def known(
    repeats: list[tuple[str, str, int, int]], sites: list[tuple[str, int]], *, is_known: bool = False
) -> KnownSites:
    return KnownSites(
        pl.DataFrame(sites, {"site_id": pl.String, "document_count": pl.Int64}, orient="row").with_columns(
            day_order=pl.lit(None, pl.String)
        ),
        pl.DataFrame(schema={"site_id": pl.String, "text": pl.String}),
        pl.DataFrame(
            repeats,
            {"site_id": pl.String, "text": pl.String, "document_count": pl.Int64, "site_document_count": pl.Int64},
            orient="row",
        ).with_columns(is_known=pl.lit(is_known)),
    )


def counted(site: str | None, texts: list[str], found: KnownSites) -> list[tuple[int | None, int | None]]:
    lines = pl.DataFrame({"doc": [0] * len(texts), "text": texts})
    documents = pl.DataFrame({"doc": [0], "site_id": pl.Series([site], dtype=pl.String)})
    return with_known_repeats(lines, documents, found).select("other_count", "site_other_count").rows()


def test_others_are_counted_without_the_article_itself() -> None:
    found = known([("a.example", "Menu", 3, 5)], [("a.example", 5)])
    assert counted("a.example", ["Menu", "One"], found) == [(2, 4), (None, 4)]


def test_counts_of_earlier_runs_tell_how_many_articles_a_site_has() -> None:
    found = known([("a.example", "Menu", 40, 50)], [("a.example", 1)], is_known=True)
    assert counted("a.example", ["Menu", "One"], found) == [(40, 49), (None, 49)]


def test_where_no_site_is_known_the_shared_lines_tell_its_size() -> None:
    menu = [f"Entry {number}" for number in range(6)]
    found = known([("", line, 4, 900) for line in menu] + [("", "Share", 700, 900)], [])
    assert counted(None, [*menu, "Share", "One"], found)[-2:] == [(699, 3), (None, 3)]
    assert counted(None, ["Share", "One"], found) == [(699, None), (None, None)]


def test_lines_of_a_text_that_is_itself_a_copy_do_not_count_as_repeats() -> None:
    lines = pl.DataFrame({"other_count": [3, 3, 3, None], "site_other_count": [3] * 4})
    pages, words = Pages.of(np.array([3, 1])), np.array([2, 30, 30, 30], np.float32)
    columns = dict(repeat_columns(lines, pages, words, np.array([False, True, True, True])))
    assert columns["others"].tolist() == [3, 0, 0, 0]


def test_sentence_that_other_sites_have_too_stays_in_the_article() -> None:
    found = known([("b.example", BODY[1], 9, 9)], [("lantern.example", 9)])
    lines = judge(render(raw(page(TITLE, *BODY), url=URL)), found).lines
    assert lines.filter(pl.col("kept"))["text"].to_list() == list(BODY)
