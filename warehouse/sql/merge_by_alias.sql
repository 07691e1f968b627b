-- One entity that the list of known names takes for another.
with

final as (
    select from_entity_id, into_entity_id, 'alias' as reason
    from aliases
    semi join known_entities on known_entities.entity_id = aliases.from_entity_id
    where from_entity_id <> into_entity_id
)

select * from final
