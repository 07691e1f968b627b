from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from transforms.attribution import Attribution, attribute
from transforms.statement_tables import readable, statement_tables
from warehouse import schema
from warehouse.schema import frame_schema

IDS = pl.DataFrame({"doc": [0, 1], "document_id": ["a" * 24, "b" * 24]}, schema_overrides={"doc": pl.UInt32})
TEXTS = pl.DataFrame({"doc": [0, 1], "text": ["So said Mara Vell. She left."] * 2}, schema_overrides={"doc": pl.UInt32})
NOTHING = attribute(pl.DataFrame(schema={"doc": pl.UInt32, "text": pl.String}))


def filled(frame: pl.DataFrame, *rows: Mapping[str, object]) -> pl.DataFrame:
    """Return rows of a frame, null where they say nothing."""
    return pl.DataFrame([{**dict.fromkeys(frame.columns), **row} for row in rows], schema=frame.schema)


def said_twice() -> Attribution:
    """One text twice in a batch: the same statement of two parts, and the same speaker."""
    statement = {"statement_id": "s", "speaker_entity_id": "mara"}
    parts = ({"statement_id": "s", "part_no": number} for number in (1, 2))
    return replace(
        NOTHING,
        statements=filled(NOTHING.statements, {"doc": 0, **statement}, {"doc": 1, **statement}),
        parts=filled(NOTHING.parts, *({"doc": doc, **part} for part in parts for doc in (0, 1))),
        statement_entities=filled(NOTHING.statement_entities, {"doc": 1, "statement_id": "s", "entity_id": "mara"}),
        entities=filled(NOTHING.entities, *({"entity_id": "mara", "name": name} for name in ("Mara Vell", "Mara"))),
        entity_names=filled(NOTHING.entity_names, *[{"entity_id": "mara", "name": "Vell"}] * 2),
    )


def test_nothing_found_is_frames_that_hold_all_columns_of_their_tables() -> None:
    for table, frame in statement_tables(NOTHING, TEXTS, IDS).items():
        assert set(frame_schema(table)) - {"document_id", "run_id"} <= set(frame.columns)


def test_a_statement_of_two_documents_has_two_ids_that_its_parts_share() -> None:
    tables = statement_tables(said_twice(), TEXTS, IDS)
    ids = dict(tables[schema.Statements].select("doc", "statement_id").iter_rows())
    assert ids[0] != ids[1]
    assert all(len(statement_id) == 24 for statement_id in ids.values())
    parts = tables[schema.StatementParts].select("doc", "statement_id", "part_no").sort("doc", "part_no").rows()
    assert parts == [(doc, ids[doc], number) for doc in (0, 1) for number in (1, 2)]
    assert tables[schema.StatementEntities]["statement_id"].to_list() == [ids[1]]


def test_ids_hang_on_the_document_and_not_on_the_batch() -> None:
    def ids(found: Attribution, documents: pl.DataFrame) -> list[str]:
        return statement_tables(found, TEXTS, documents)[schema.Statements]["statement_id"].to_list()

    first = pl.lit(0, pl.UInt32)
    alone = replace(said_twice(), statements=said_twice().statements.filter(doc=1).with_columns(doc=first))
    assert ids(alone, IDS.filter(doc=1).with_columns(doc=first)) == ids(said_twice(), IDS)[1:]


def test_entities_and_spellings_of_a_batch_stand_once() -> None:
    tables = statement_tables(said_twice(), TEXTS, IDS)
    assert tables[schema.Entities].select("entity_id", "name", "is_ambiguous").rows() == [("mara", "Mara Vell", False)]
    assert tables[schema.EntityNames].select("found_entity_id", "entity_id", "name").rows() == [
        ("mara", "mara", "Vell")
    ]


def test_speakers_are_those_that_the_article_names() -> None:
    statements = statement_tables(said_twice(), TEXTS, IDS)[schema.Statements]
    assert statements["found_speaker_entity_id"].to_list() == ["mara", "mara"]


def test_texts_of_other_languages_are_not_read() -> None:
    texts = pl.DataFrame(
        {"doc": [0, 1, 2], "text": ["He said so.", "Er sagt es.", "“So?”"], "language": ["en", "de", None]}
    )
    assert readable(texts)["text"].to_list() == ["He said so.", "“So?”"]


def test_a_mention_knows_its_sentence() -> None:
    mention = {"doc": 1, "mention_no": 1, "entity_id": "mara", "start": 8, "end": 17}
    found = replace(NOTHING, mentions=filled(NOTHING.mentions, mention))
    mentions = statement_tables(found, TEXTS, IDS)[schema.Mentions]
    assert mentions.select("doc", "found_entity_id", "sentence_start", "sentence_end").rows() == [(1, "mara", 0, 18)]
