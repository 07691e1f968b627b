-- One country whose speakers a site carries, and their share of its statements; null where the country is unknown.
with

versions as (
    select document_id, site_id from articles where is_current and site_id is not null
),

carried as (
    select versions.site_id, statements.speaker_entity_id, statements.country_code, count(*) as statement_count
    from statements
    inner join versions using (document_id)
    where statements.is_reported
    group by versions.site_id, statements.speaker_entity_id, statements.country_code
),

-- Of whom the article gives no country, the one that he is known for.
voices as (
    select
        carried.site_id,
        carried.speaker_entity_id,
        coalesce(carried.country_code, entities.country_code) as country_code,
        sum(carried.statement_count)::bigint as statement_count
    from carried
    left join entities on entities.entity_id = carried.speaker_entity_id
    group by carried.site_id, carried.speaker_entity_id, coalesce(carried.country_code, entities.country_code)
),

counted as (
    select
        site_id,
        country_code,
        sum(statement_count)::bigint as statement_count,
        count(speaker_entity_id) as speaker_count
    from voices
    group by site_id, country_code
),

final as (
    select
        counted.site_id,
        sites.name as site_name,
        counted.* exclude (site_id),
        counted.statement_count / sum(counted.statement_count) over (partition by counted.site_id) as statement_ratio
    from counted
    left join sites using (site_id)
)

select * from final
