-- One person of whom articles give roles of two countries, and none gives both: perhaps two people of one name.
with

-- What is not known of a role contradicts nothing.
stated as (
    select distinct mentions.entity_id, mentions.document_id, mentions.country_code
    from mentions
    inner join known_entities using (entity_id)
    where known_entities.kind = 'person'
        and mentions.country_code is not null
),

several as (
    select entity_id, count(distinct document_id) as document_count
    from stated
    group by entity_id
    having count(distinct country_code) > 1
),

-- A country that only few articles give is a role misread rather than a namesake.
countries as (
    select stated.entity_id, stated.country_code
    from stated
    inner join several using (entity_id)
    group by stated.entity_id, stated.country_code
    having count(*) >= $least_ratio * any_value(several.document_count)
),

pairs as (
    select one.entity_id, one.country_code, other.country_code as other_country_code
    from countries as one
    inner join countries as other on other.entity_id = one.entity_id and other.country_code > one.country_code
),

together as (
    select distinct one.entity_id, one.country_code, other.country_code as other_country_code
    from stated as one
    inner join stated as other using (entity_id, document_id)
    semi join several using (entity_id)
    where other.country_code > one.country_code
),

final as (
    select distinct entity_id
    from pairs
    anti join together using (entity_id, country_code, other_country_code)
)

select * from final
