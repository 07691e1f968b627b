-- One entity that is taken for another, or was so until this run and is again itself.
with

final as (
    select from_entity_id as found_entity_id, into_entity_id as entity_id
    from merged
    union all by name
    select from_entity_id as found_entity_id, from_entity_id as entity_id
    from entity_merges
    where from_entity_id not in (select from_entity_id from merged)
)

select * from final
