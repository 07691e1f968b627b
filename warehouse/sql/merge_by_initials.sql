-- One person known by initials alone, who is taken for the only person of that family name whom they fit.
with

people as (
    select
        entity_id,
        country_code,
        trim(regexp_replace(match_key, '[. ]+', ' ', 'g')) as name
    from known_entities
    where kind = 'person'
        and entity_id not in (select from_entity_id from merged)
),

-- Initials between given and family name tell nothing.
named as (
    select
        entity_id,
        country_code,
        name[1] as initial,
        regexp_matches(name, '^\p{L} ') as is_initials,
        regexp_replace(name, '^\S+ (\p{L} )*', '') as family_name
    from people
    where contains(name, ' ')
),

candidates as (
    select
        initial,
        family_name,
        count(*) as candidate_count,
        any_value(entity_id) as entity_id,
        any_value(country_code) as country_code
    from named
    where not is_initials
    group by initial, family_name
),

final as (
    select
        named.entity_id as from_entity_id,
        candidates.entity_id as into_entity_id,
        'initials' as reason
    from named
    inner join candidates using (initial, family_name)
    where named.is_initials
        and candidates.candidate_count = 1
        and coalesce(named.country_code, candidates.country_code, '')
            = coalesce(candidates.country_code, named.country_code, '')
)

select * from final
