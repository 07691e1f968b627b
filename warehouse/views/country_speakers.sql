-- One speaker and one country that statements of his are about.
with

versions as (
    select document_id, published_on from articles where is_current
),

spoken as (
    select statements.statement_id, statements.speaker_entity_id, versions.published_on
    from statements
    inner join versions using (document_id)
    where statements.is_reported
        and statements.speaker_entity_id is not null
),

countries as (
    select entity_id, country_code from entities where kind = 'country' and country_code is not null
),

-- Named by itself, by its people or by its capital, a country is one topic of a statement.
topics as (
    select distinct statement_entities.statement_id, countries.country_code
    from statement_entities
    inner join countries using (entity_id)
    where statement_entities.part_in = 'topic'
),

counted as (
    select
        topics.country_code,
        spoken.speaker_entity_id,
        count(*) as statement_count,
        min(spoken.published_on) as first_published_on,
        max(spoken.published_on) as last_published_on
    from topics
    inner join spoken using (statement_id)
    group by topics.country_code, spoken.speaker_entity_id
),

final as (
    select
        counted.country_code,
        counted.speaker_entity_id,
        entities.name as speaker_name,
        entities.kind as speaker_kind,
        counted.* exclude (country_code, speaker_entity_id)
    from counted
    inner join entities on entities.entity_id = counted.speaker_entity_id
)

select * from final
