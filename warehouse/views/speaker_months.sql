-- One speaker in one month: the statements, and the sites that carry them; the month is null where there is no date.
with

versions as (
    select document_id, site_id, published_on from articles where is_current
),

spoken as (
    select statements.speaker_entity_id, versions.site_id, versions.published_on
    from statements
    inner join versions using (document_id)
    where statements.is_reported
        and statements.speaker_entity_id is not null
),

carried as (
    select
        speaker_entity_id,
        date_trunc('month', published_on)::date as month,
        site_id,
        count(*) as statement_count
    from spoken
    group by speaker_entity_id, date_trunc('month', published_on)::date, site_id
),

counted as (
    select
        speaker_entity_id,
        month,
        sum(statement_count)::bigint as statement_count,
        count(site_id) as site_count
    from carried
    group by speaker_entity_id, month
),

final as (
    select
        counted.speaker_entity_id,
        entities.name as speaker_name,
        entities.kind as speaker_kind,
        counted.* exclude (speaker_entity_id)
    from counted
    inner join entities on entities.entity_id = counted.speaker_entity_id
)

select * from final
