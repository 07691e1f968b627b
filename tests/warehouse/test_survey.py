from pathlib import Path

import polars as pl
import pytest

from tests.warehouse.rows import make_database, write_parts
from warehouse.schema import Sites, SiteTemplates
from warehouse.survey import Survey, Thresholds, survey

SENTENCE = "Our reporters follow every party, every vote and every promise that was made."


def rendered(folder: Path, articles: dict[str, list[str]], site: str | None = "a.example", **counts: int) -> Path:
    """Write one document per article with its lines; `article/2` is a second version of `article`."""
    documents = pl.DataFrame(
        {
            "document_id": list(articles),
            "article_id": [name.split("/")[0] for name in articles],
            "site_id": pl.Series([site] * len(articles), dtype=pl.String),
            "day_first_count": [counts.get("day_first", 0)] * len(articles),
            "month_first_count": [counts.get("month_first", 0)] * len(articles),
        }
    )
    lines = pl.DataFrame(
        [(name, number, text) for name, texts in articles.items() for number, text in enumerate(texts, start=1)],
        schema=["document_id", "line_no", "text"],
        orient="row",
    )
    write_parts(folder, documents, stem="documents")
    return write_parts(folder, lines, stem="lines")


def templates(found: Survey) -> list[tuple[str, int, int]]:
    return found.templates.select("text", "document_count", "site_document_count").rows()


def test_a_line_of_three_in_ten_articles_is_a_template_of_its_site(tmp_path: Path) -> None:
    articles = {f"a{number}": [f"Body {number}"] + ["Subscribe now"] * (number < 3) for number in range(10)}
    found = survey(rendered(tmp_path, articles), None)
    assert templates(found) == [("Subscribe now", 3, 10)]
    assert found.templates["example_document_id"].to_list() == ["a0"]
    assert found.templates["site_id"].to_list() == ["a.example"]


def test_a_line_of_three_in_eleven_articles_is_not(tmp_path: Path) -> None:
    articles = {f"a{number}": [f"Body {number}"] + ["Subscribe now"] * (number < 3) for number in range(11)}
    assert templates(survey(rendered(tmp_path, articles), None)) == []


def test_a_line_of_two_articles_is_not(tmp_path: Path) -> None:
    assert templates(survey(rendered(tmp_path, {"a1": ["Subscribe"], "a2": ["Subscribe"]}), None)) == []


def test_the_versions_of_one_article_count_once(tmp_path: Path) -> None:
    articles = {"a1": ["Same line"], "a1/2": ["Same line"], "a2": ["Same line"], "a2/2": ["Same line"]}
    assert templates(survey(rendered(tmp_path, articles), None)) == []


def test_a_line_twice_in_one_article_counts_once(tmp_path: Path) -> None:
    articles = {"a1": ["Menu", "Menu", "Menu"], "a2": ["Menu", "Menu"], "a3": ["Other"]}
    assert templates(survey(rendered(tmp_path, articles), None)) == []


@pytest.mark.parametrize(("holders", "expected"), [(4, []), (5, [(SENTENCE, 5, 10)])])
def test_what_looks_like_a_sentence_must_stand_in_half_of_the_articles(
    tmp_path: Path, holders: int, expected: list[tuple[str, int, int]]
) -> None:
    articles = {f"a{number}": [f"Body {number}"] + [SENTENCE] * (number < holders) for number in range(10)}
    assert templates(survey(rendered(tmp_path, articles), None)) == expected


@pytest.mark.parametrize("text", [f"“{SENTENCE}”", SENTENCE.replace(".", "…"), SENTENCE.replace(".", "?’")])
def test_a_sentence_may_end_in_a_quote_or_an_ellipsis(tmp_path: Path, text: str) -> None:
    articles = {f"a{number}": [f"Body {number}"] + [text] * (number < 4) for number in range(10)}
    assert templates(survey(rendered(tmp_path, articles), None)) == []


def test_a_single_character_is_no_template(tmp_path: Path) -> None:
    articles = {f"a{number}": ["|", "||", f"Body {number}"] for number in range(3)}
    assert templates(survey(rendered(tmp_path, articles), None)) == [("||", 3, 3)]


def test_thresholds_can_be_set(tmp_path: Path) -> None:
    folder = rendered(tmp_path, {"a1": ["Menu", "One"], "a2": ["Menu", "Two"], "a3": ["Body"]})
    assert templates(survey(folder, None, Thresholds(least_articles=2))) == [("Menu", 2, 3)]


def test_documents_without_a_site_have_no_templates(tmp_path: Path) -> None:
    found = survey(rendered(tmp_path, {f"a{n}": ["Menu", f"Body {n}"] for n in range(3)}, site=None), None)
    assert templates(found) == []
    assert found.sites.rows() == []


def test_templates_known_of_a_site_hold_on_with_the_counts_of_the_run_that_found_them(tmp_path: Path) -> None:
    def known(site_id: str, text: str) -> dict[str, object]:
        counts = {"document_count": 40, "site_document_count": 50}
        return {"site_id": site_id, "text": text, "example_document_id": "d1", **counts}

    rows = [known("a.example", "Menu"), known("a.example", "Old footer"), known("b.example", "Elsewhere")]
    last = make_database(tmp_path / "last.duckdb", {SiteTemplates: rows})
    folder = rendered(tmp_path / "rendered", {f"a{n}": ["Menu", "New footer", f"Body {n}"] for n in range(3)})
    assert templates(survey(folder, last)) == [("Menu", 40, 50), ("New footer", 3, 3), ("Old footer", 40, 50)]


def repeats(found: Survey) -> list[tuple[str, str, int, int]]:
    return found.repeats.select("site_id", "text", "document_count", "site_document_count").rows()


def test_lines_of_two_articles_are_counted_as_repeats(tmp_path: Path) -> None:
    found = survey(rendered(tmp_path, {"a1": ["Menu", "One"], "a2": ["Menu", "Two"], "a3": ["Three"]}), None)
    assert repeats(found) == [("a.example", "Menu", 2, 3)]
    assert found.sites.select("site_id", "document_count").rows() == [("a.example", 3)]


def test_documents_without_a_site_repeat_lines_among_each_other(tmp_path: Path) -> None:
    found = survey(rendered(tmp_path, {f"a{n}": ["Menu", f"Body {n}"] for n in range(3)}, site=None), None)
    assert repeats(found) == [("", "Menu", 3, 3)]


def test_copies_of_one_text_count_once(tmp_path: Path) -> None:
    body = [SENTENCE, "What happens next", "He paused."]
    articles = {f"copy{n}": ["Menu", *body] for n in range(4)} | {f"a{n}": ["Menu", f"Body {n}"] for n in range(2)}
    found = survey(rendered(tmp_path, articles), None)
    assert repeats(found) == [("a.example", "Menu", 3, 3)]
    assert templates(found) == [("Menu", 3, 3)]


def test_what_is_known_of_a_site_is_a_repeat_of_it(tmp_path: Path) -> None:
    counts = {"document_count": 40, "site_document_count": 50}
    known = {"site_id": "a.example", "text": "Menu", "example_document_id": "d1", **counts}
    last = make_database(tmp_path / "last.duckdb", {SiteTemplates: [known]})
    assert repeats(survey(rendered(tmp_path / "rendered", {"a1": ["Other"]}), last)) == [("a.example", "Menu", 40, 50)]


@pytest.mark.parametrize(
    ("day_first", "month_first", "expected"),
    [(1, 0, "day_first"), (0, 2, "month_first"), (1, 1, None), (0, 0, None)],
)
def test_the_order_of_dates_is_what_all_dates_of_the_run_agree_on(
    tmp_path: Path, day_first: int, month_first: int, expected: str | None
) -> None:
    found = survey(rendered(tmp_path, {"a1": ["x"]}, day_first=day_first, month_first=month_first), None)
    assert found.sites.select("site_id", "day_order").rows() == [("a.example", expected)]


@pytest.mark.parametrize(
    ("known", "day_first", "month_first", "expected"),
    [("day_first", 0, 0, "day_first"), ("day_first", 0, 1, None), (None, 0, 1, "month_first")],
)
def test_the_order_of_dates_known_from_earlier_runs_counts(
    tmp_path: Path, known: str | None, day_first: int, month_first: int, expected: str | None
) -> None:
    last = make_database(tmp_path / "last.duckdb", {Sites: [{"site_id": "a.example", "day_order": known}]})
    folder = rendered(tmp_path / "rendered", {"a1": ["x"]}, day_first=day_first, month_first=month_first)
    assert survey(folder, last).sites.select("site_id", "day_order").rows() == [("a.example", expected)]


def test_a_run_with_nothing_rendered_has_nothing_to_survey(tmp_path: Path) -> None:
    found = survey(tmp_path, None)
    assert (found.templates.height, found.sites.height) == (0, 0)
