-- Spellings of entities that no document of the stage names any longer.
delete from entity_names
where entity_id not in (select entity_id from entities)
