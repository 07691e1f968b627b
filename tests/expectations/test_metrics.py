from pathlib import Path

import polars as pl

from expectations.metrics import measure
from tests.expectations.stage import RUN_ID, identifier
from warehouse.ddl import connect


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
    found = measured(stage).filter(pl.col("name").str.contains("statements|speaker"))
    assert found.select("scope", "name", "value").rows() == [("all", "statements", 0.0)]
