-- The merges that hold after this run. One that no longer does goes: its entity is among the entities again.
merge into entity_merges
using (
    select
        merged.from_entity_id,
        merged.into_entity_id,
        merged.reason,
        known_entities.kind,
        known_entities.name,
        known_entities.match_key,
        known_entities.country_code,
        (select max(run_id) from stage.runs) as run_id
    from merged
    inner join known_entities on known_entities.entity_id = merged.from_entity_id
) as met
using (from_entity_id)
when matched and (met.into_entity_id, met.reason, met.country_code)
    is distinct from (entity_merges.into_entity_id, entity_merges.reason, entity_merges.country_code)
    then update by name
when not matched then insert by name
when not matched by source then delete
