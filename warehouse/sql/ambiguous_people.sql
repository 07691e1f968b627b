-- One person of whom articles give roles of two countries or two walks of life, and hardly one gives both: perhaps two
-- people of one name.
with

named as (
    select mentions.entity_id, mentions.document_id, mentions.country_code, mentions.role
    from mentions
    inner join known_entities using (entity_id)
    where known_entities.kind = 'person'
),

roles as (
    select distinct role, unnest(regexp_extract_all(lower(role), '[\p{L}]+')) as word
    from named
    where role is not null
),

walks as (
    select distinct roles.role, walks_of_life.walk
    from roles
    inner join walks_of_life using (word)
),

-- What is not known of a role contradicts nothing.
stated as (
    select distinct entity_id, document_id, 'country' as field, country_code as told
    from named
    where country_code is not null
    union all
    select distinct named.entity_id, named.document_id, 'walk of life' as field, walks.walk as told
    from named
    inner join walks using (role)
),

several as (
    select entity_id, field, $least_ratio * count(distinct document_id) as least_count
    from stated
    group by entity_id, field
    having count(distinct told) > 1
),

-- What only few articles give is a role misread rather than a namesake.
told as (
    select stated.entity_id, stated.field, stated.told, any_value(several.least_count) as least_count
    from stated
    inner join several using (entity_id, field)
    group by stated.entity_id, stated.field, stated.told
    having count(*) >= any_value(several.least_count)
),

pairs as (
    select one.entity_id, one.field, one.told, other.told as other_told, one.least_count
    from told as one
    inner join told as other on other.entity_id = one.entity_id and other.field = one.field and other.told > one.told
),

-- Few articles that give both may be about both.
together as (
    select pairs.entity_id, pairs.field, pairs.told, pairs.other_told
    from pairs
    inner join stated as one on one.entity_id = pairs.entity_id and one.field = pairs.field and one.told = pairs.told
    inner join stated as other
        on other.entity_id = pairs.entity_id
        and other.document_id = one.document_id
        and other.field = pairs.field
        and other.told = pairs.other_told
    group by pairs.entity_id, pairs.field, pairs.told, pairs.other_told
    having count(*) >= any_value(pairs.least_count)
),

final as (
    select distinct entity_id
    from pairs
    anti join together using (entity_id, field, told, other_told)
)

select * from final
