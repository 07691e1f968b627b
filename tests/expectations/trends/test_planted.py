"""Each kind of damage is found by the finding that names it, and by no other; what is healthy is left alone."""

from pathlib import Path

import polars as pl
import pytest

from tests.expectations.trends.world import found, leading, night, remember

HEALTHY_NIGHTS = 12
SITE = "site7.example"
FEED_A, FEED_B, TEXTS = "file:///in/a-*.jsonl", "file:///in/b-*.jsonl", "file:///in/texts/*.txt"
OF_SITE = f"(select document_id from articles where site_id = '{SITE}')"

REMOVE = """
delete from lines where document_id in (select document_id from gone);
delete from statements where document_id in (select document_id from gone);
delete from article_authors where document_id in (select document_id from gone);
delete from articles where document_id in (select document_id from gone);
"""

PLANTED = {
    "a site falls silent": (
        f"create temp table gone as select document_id from articles where site_id = '{SITE}'; {REMOVE}"
        "delete from documents where document_id in (select document_id from gone)",
        ("silence", SITE, "articles"),
    ),
    "a feed falls silent": (
        f"create temp table gone as select document_id from documents where source_id = 'texts'; {REMOVE}"
        "delete from documents where source_id = 'texts'",
        ("silence", TEXTS, "documents"),
    ),
    "next to nothing comes in": (
        f"create temp table gone as select document_id from documents where hash(document_id) % 20 > 0; {REMOVE}"
        "delete from documents where document_id in (select document_id from gone)",
        ("move", "all", "documents"),
    ),
    "one site floods": (
        f"""create temp table copies as select articles.*, copy from articles, range(12) as copies(copy)
            where site_id = '{SITE}';
        insert into articles by name select * exclude (copy) replace (
            document_id || copy as document_id, document_id || copy as article_id, text || copy as text
        ) from copies;
        insert into documents by name select * exclude (copy) replace (document_id || copy as document_id) from (
            select documents.*, copy from documents, range(12) as copies(copy) where document_id in {OF_SITE});
        insert into article_authors by name select * exclude (copy) replace (document_id || copy as document_id) from (
            select article_authors.*, copy from article_authors, range(12) as copies(copy)
            where document_id in {OF_SITE});
        insert into statements by name select * exclude (copy) replace (document_id || copy as document_id) from (
            select statements.*, copy from statements, range(12) as copies(copy) where document_id in {OF_SITE})""",
        ("move", SITE, "articles"),
    ),
    "titles of one site empty": (
        f"update articles set title = null where site_id = '{SITE}'",
        ("move", SITE, "title_ratio"),
    ),
    "titles empty everywhere": ("update articles set title = null", ("move", "all", "title_ratio")),
    "dates of one site empty": (
        f"update articles set published_on = null where site_id = '{SITE}'",
        ("move", SITE, "date_ratio"),
    ),
    "dates jump to the day of the crawl": (
        "update articles set published_on = (select fetched_at::date from documents where documents.document_id = "
        f"articles.document_id) where site_id = '{SITE}'",
        ("move", SITE, "fetch_day_ratio"),
    ),
    "a site serves old articles": (
        f"update articles set published_on = published_on - 40 where site_id = '{SITE}'",
        ("staleness", SITE, "newest_article_days"),
    ),
    "a new template lets the menu in": (
        f"""insert into lines by name select document_id, 10 + n as line_no, 'Menu entry of some length ' || n as raw,
            'body' as kind, true as kept, 'prose' as reason from articles, range(8) as menu(n)
            where site_id = '{SITE}';
        update articles set kept_ratio = 0.98, word_count = word_count * 3 where site_id = '{SITE}'""",
        ("move", SITE, "repeated_line_ratio"),
    ),
    "the body is taken for chrome": (
        f"""update lines set kept = false, kind = 'promo', reason = 'rule' where kind = 'body' and line_no > 3
            and document_id in {OF_SITE};
        update articles set kept_ratio = kept_ratio / 8, word_count = word_count / 8 where site_id = '{SITE}';
        delete from statements where document_id in {OF_SITE} and statement_no > 1""",
        ("move", SITE, "kept_ratio"),
    ),
    "only the first paragraph arrives": (
        f"""update articles set word_count = 30 where site_id = '{SITE}';
        delete from statements where document_id in {OF_SITE}""",
        ("move", SITE, "median_word_count"),
    ),
    "every page of a site is the same error": (
        f"update articles set text = 'Please enable cookies.' where site_id = '{SITE}'",
        ("move", SITE, "duplicate_ratio"),
    ),
    "a site changes its language": (
        f"""update articles set language = 'fr' where site_id = '{SITE}';
        delete from statements where document_id in {OF_SITE}""",
        ("move", SITE, "articles_ratio:fr"),
    ),
    "authors of one site vanish": (
        f"delete from article_authors where document_id in {OF_SITE}",
        ("move", SITE, "author_ratio"),
    ),
    "sections of one site empty": (
        f"update articles set section = null where site_id = '{SITE}'",
        ("move", SITE, "section_ratio"),
    ),
    "the reader finds no statements": (
        f"delete from statements where document_id in {OF_SITE}",
        ("move", SITE, "statements_per_article"),
    ),
    "nobody knows who speaks": (
        f"update statements set speaker = null, speaker_entity_id = null where document_id in {OF_SITE}",
        ("move", SITE, "unknown_speaker_ratio"),
    ),
    "a feed cannot be read": (
        f"""create temp table gone as select document_id from documents where source_id = 'a'
            and hash(document_id) % 3 = 0; {REMOVE}
        update documents set outcome = 'rejected', reason = 'not JSON' where document_id in (select * from gone)""",
        ("move", FEED_A, "rejected_ratio"),
    ),
    "a feed brings old documents": (
        "update documents set fetched_at = fetched_at - interval 30 day where source_id = 'b'",
        ("staleness", FEED_B, "newest_document_days"),
    ),
    "a field vanishes": (
        "update documents set extra = null where source_id = 'a'",
        ("vanished_field", FEED_A, "field_ratio:desk"),
    ),
    "a field is new": (
        """update documents set extra = '{"desk":"world","paywall":true}' where source_id = 'b'""",
        ("new_field", FEED_B, "field_ratio:paywall"),
    ),
    "no site is known any more": (
        "update articles set site_id = null",
        ("move", "all", "site_ratio"),
    ),
}


@pytest.fixture(scope="module")
def job(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a job that has run for some nights; its warehouse remembers them."""
    folder = tmp_path_factory.mktemp("job")
    for run_id in range(1, HEALTHY_NIGHTS + 1):
        numbers = night(folder, run_id)
        numbers.write_parquet(folder / f"night-{run_id}.parquet")
        remember(folder / "news.duckdb", numbers)
    return folder


def test_ten_healthy_nights_in_a_row_have_no_finding(job: Path, tmp_path: Path) -> None:
    warehouse = tmp_path / "news.duckdb"
    for run_id in range(1, HEALTHY_NIGHTS + 1):
        numbers = pl.read_parquet(job / f"night-{run_id}.parquet")
        if run_id > 1:
            assert found(numbers, warehouse).rows() == []
        remember(warehouse, numbers)


@pytest.mark.parametrize("name", PLANTED)
def test_planted_damage_is_found_by_the_finding_that_names_it(name: str, job: Path) -> None:
    damage, expected = PLANTED[name]
    findings = found(night(job, HEALTHY_NIGHTS + 1, damage), job / "news.duckdb")
    assert leading(findings) == [expected]
