"""What the articles of the sample warehouse say: two people, one known by initials too, and a country."""

from tests.warehouse.rows import Row, Tables
from warehouse.schema import Entities, EntityNames, Mentions, StatementEntities, Statements

BISI, INITIALS, ADE, NORWAY = "bisi oyelaran", "b oyelaran", "ade bello", "norway"
_KINDS = {BISI: "person", INITIALS: "person", ADE: "person", NORWAY: "country"}
# Where sentences stand in the texts of the sample.
_SENTENCES = {"h1": [(0, 8)], "h2": [(0, 8), (9, 20)], "q1": [(0, 10)], "t1": [(0, 12), (13, 31)]}
_COUNTRIES = {BISI: "NG", NORWAY: "NO"}


def first_said() -> Tables:
    """The times quote Bisi on Norway; an old version of the harbour's article and one held back have statements too."""
    return {
        **_entities(BISI, INITIALS, ADE, NORWAY),
        Mentions: [
            _mention("t1", 1, BISI, 0, 5),
            _mention("t1", 2, INITIALS, 13, 17),
            _mention("t1", 3, ADE, 18, 21),
            _mention("t1", 4, NORWAY, 6, 11),
            _mention("h1", 1, ADE, 0, 2),
            _mention("q1", 1, ADE, 0, 4),
        ],
        Statements: [
            _statement("t1", 1, BISI, role="Envoy", is_reported=True),
            _statement("t1", 2, ADE, content="Soon."),
            _statement("h1", 1, ADE, is_reported=True),
            _statement("q1", 1, ADE, is_reported=True),
        ],
        StatementEntities: [
            {"document_id": "t1", "statement_id": statement, "entity_id": NORWAY, "found_entity_id": NORWAY,
             "part_in": part_in}
            for statement, part_in in (("t1/1", "topic"), ("t1/1", "addressee"), ("t1/2", "topic"))
        ],
    }  # fmt: skip


def second_said() -> Tables:
    """The harbour's second version quotes the same words of Bisi, and somebody whom it does not name."""
    return {
        **_entities(BISI),
        Mentions: [_mention("h2", 1, BISI, 9, 11)],
        Statements: [
            _statement("h2", 1, BISI, role="envoy", is_reported=True),
            _statement("h2", 2, None, content="It is back.", is_reported=True),
        ],
    }


def _entities(*names: str) -> Tables:
    return {
        Entities: [
            {"entity_id": name, "kind": _KINDS[name], "name": name.title(), "match_key": name,
             "country_code": _COUNTRIES.get(name)}
            for name in names
        ],
        EntityNames: [{"found_entity_id": name, "entity_id": name, "name": name.title()} for name in names],
    }  # fmt: skip


def _mention(document: str, number: int, entity: str, start: int, end: int) -> Row:
    sentence_start, sentence_end = next(bounds for bounds in _SENTENCES[document] if bounds[0] <= start < bounds[1])
    return {
        "document_id": document,
        "mention_no": number,
        "entity_id": entity,
        "found_entity_id": entity,
        "form": "name",
        "start": start,
        "end": end,
        "surface": entity.title(),
        "sentence_start": sentence_start,
        "sentence_end": sentence_end,
    }


def _statement(document: str, number: int, speaker: str | None, content: str = "Talks began.", **values: object) -> Row:
    return {"document_id": document, "statement_id": f"{document}/{number}", "statement_no": number, "kind": "direct",
            "content": content, "speaker": speaker and speaker.title(), "speaker_entity_id": speaker,
            "found_speaker_entity_id": speaker, **values}  # fmt: skip
