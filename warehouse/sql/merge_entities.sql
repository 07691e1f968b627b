-- The entities that documents name. One met again keeps its name; one that was merged, or is named no longer, goes.
merge into entities
using (
    with

    named as (
        select entity_id from mentions
        union
        select speaker_entity_id as entity_id from statements where speaker_entity_id is not null
        union
        select entity_id from statement_entities
    )

    select known_entities.*, entity_id in (select entity_id from ambiguous_people) as is_ambiguous
    from known_entities
    semi join named using (entity_id)
) as met
using (entity_id)
when matched and (met.country_code, met.is_ambiguous) is distinct from (entities.country_code, entities.is_ambiguous)
    then update set
    country_code = met.country_code,
    is_ambiguous = met.is_ambiguous,
    run_id = (select max(run_id) from stage.runs)
when not matched then insert by name
when not matched by source then delete
