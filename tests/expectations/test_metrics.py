from pathlib import Path

import polars as pl
import pytest

from expectations.metrics import measure
from tests.expectations.stage import LINES, RUN_ID, identifier
from warehouse.ddl import connect
from warehouse.schema import RawDocuments, frame_schema


def measured(stage: Path) -> pl.DataFrame:
    return measure(stage, stage.parent / "raw", RUN_ID, {"read": 2.0})


def test_unknown_speakers_are_watched_over_all_and_by_site(stage: Path) -> None:
    with connect(stage) as con:
        con.execute(
            "update statements set speaker = null, speaker_entity_id = null where document_id = ?",
            [identifier("one version 1")],
        )
        con.execute(
            "update statements set speaker_entity_id = null where document_id = ?", [identifier("two version 1")]
        )
    found = measured(stage).filter(name="unknown_speaker_ratio").rows_by_key("scope", named=True, unique=True)
    assert found["all"]["value"] == 1 / 3
    sites = {name: f"{identifier(name)}.example" for name in ("one", "two", "three")}
    assert {name: found[site]["value"] for name, site in sites.items()} == {"one": 1.0, "two": 0.0, "three": 0.0}
    unresolved = measured(stage).filter(name="unresolved_speaker_ratio", scope="all")
    assert unresolved["value"].to_list() == [2 / 3]


def test_where_there_is_no_statement_there_is_no_share_of_speakers(stage: Path) -> None:
    with connect(stage) as con:
        con.execute("delete from statements")
    found = measured(stage).filter(pl.col("name").str.contains("statements|speaker"), scope="all")
    assert found.select("name", "value").rows() == [("statements", 0.0), ("statements_per_article", 0.0)]


def test_facts_of_articles_are_shares_of_articles(stage: Path) -> None:
    with connect(stage) as con:
        con.execute("update articles set title = null where document_id = ?", [identifier("one version 1")])
        con.execute("update articles set text = document_id")
        con.execute("update articles set text = 'The same.' where document_id <> ?", [identifier("one version 1")])
        con.execute("delete from article_authors")
    found = {row["name"]: row for row in measured(stage).filter(scope_kind="run").to_dicts()}
    shares = {name: found[f"{name}_ratio"]["value"] for name in ("title", "date", "author", "tag", "duplicate")}
    assert shares == {"title": 2 / 3, "date": 1.0, "author": 0.0, "tag": 1.0, "duplicate": 2 / 3}
    assert found["title_ratio"]["basis_count"] == 3
    assert found["newest_article_days"]["value"] == 1.0


def test_what_is_dropped_is_a_share_of_characters_by_kind(stage: Path) -> None:
    chars = {kind: len(raw) for kind, raw in LINES if kind not in ("blank", "body")}
    total = sum(len(raw) for _, raw in LINES)
    found = measured(stage).filter(pl.col("name").str.starts_with("dropped_ratio"), scope="all")
    assert dict(found.select("name", "value").iter_rows()) == {
        "dropped_ratio": pytest.approx(sum(chars.values()) / total),
        **{f"dropped_ratio:{kind}": pytest.approx(count / total) for kind, count in chars.items()},
    }


def test_lines_that_three_articles_of_a_site_keep_are_repeated(stage: Path) -> None:
    with connect(stage) as con:
        con.execute("update articles set site_id = 'one.example'")
    found = measured(stage).filter(name="repeated_line_ratio")
    assert dict(found.select("scope", "value").iter_rows()) == {"all": 1.0, "one.example": 1.0}


def test_a_feed_is_files_whose_names_differ_in_digits_alone(stage: Path) -> None:
    with connect(stage) as con:
        con.execute(
            "update sources set format = 'jsonl', uri = 'file:///in3/2024/05/crawl-' || (rowid + 7) || '.jsonl.gz'"
        )
        con.execute("update documents set outcome = 'rejected' where uri like '%one.txt'")
    found = measured(stage).filter(scope_kind="feed")
    assert found["scope"].unique().to_list() == ["file:///in3/*/*/crawl-*.jsonl.gz"]
    values = dict(found.select("name", "value").iter_rows())
    assert (values["documents"], values["rejected_ratio"], values["newest_document_days"]) == (3.0, 1 / 3, 0.0)


def test_fields_of_records_are_counted_by_feed(stage: Path) -> None:
    with connect(stage) as con:
        con.execute("update sources set format = 'jsonl', uri = 'file:///in/crawl.jsonl'")
        sources = [source for (source,) in con.execute("select source_id from sources order by all").fetchall()]
    schema = frame_schema(RawDocuments)
    rows = [
        {"source_id": sources[0], "url": "https://one.example", "extra": '{"desk":"world"}'},
        {"source_id": sources[1], "extra": '{"desk":"world"}'},
        {"source_id": sources[2], "reason": "not JSON"},
    ]
    (stage.parent / "raw").mkdir()
    pl.DataFrame(rows, schema=schema).write_parquet(stage.parent / "raw" / "part-0-0.parquet")
    found = measured(stage).filter(pl.col("name").str.starts_with("field_ratio"))
    assert found.select("name", "value", "basis_count").rows() == [
        ("field_ratio:desk", 1.0, 2),
        ("field_ratio:url", 0.5, 2),
    ]


def test_stages_are_timed_and_their_speed_is_that_of_new_documents(stage: Path) -> None:
    found = measured(stage).filter(pl.col("name").str.contains(":read"))
    assert found.select("name", "value").rows() == [("documents_per_second:read", 1.5), ("stage_seconds:read", 2.0)]
