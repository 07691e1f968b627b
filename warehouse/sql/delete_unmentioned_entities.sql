-- Entities that no document of the stage names any longer.
delete from entities
where entity_id not in (
    select entity_id from mentions
    union
    select speaker_entity_id from statements where speaker_entity_id is not null
    union
    select entity_id from statement_entities
)
