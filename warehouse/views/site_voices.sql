-- One country whose speakers a site carries, and their share of its statements; null where the country is unknown.
with

spoken as (
    select * from current_statements where site_id is not null
),

final as (
    select
        site_id,
        any_value(site_name) as site_name,
        country_code,
        count(*) as statement_count,
        count(distinct speaker_entity_id) as speaker_count,
        count(*) / sum(count(*)) over (partition by site_id) as statement_ratio
    from spoken
    group by site_id, country_code
)

select * from final
