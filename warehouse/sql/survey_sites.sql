-- One site of this run: its articles in it, and how its numeric dates are to be read by all that is known of it.
with

counted as (
    select
        site_id,
        count(distinct article_id) as document_count,
        sum(day_first_count) > 0 as has_day_first,
        sum(month_first_count) > 0 as has_month_first
    from rendered_documents
    where site_id is not null
    group by site_id
),

evidence as (
    select
        counted.site_id,
        counted.document_count,
        counted.has_day_first or coalesce(sites.day_order = 'day_first', false) as has_day_first,
        counted.has_month_first or coalesce(sites.day_order = 'month_first', false) as has_month_first
    from counted
    left join last.sites using (site_id)
),

final as (
    select
        site_id,
        document_count,
        case
            when has_day_first and not has_month_first then 'day_first'
            when has_month_first and not has_day_first then 'month_first'
        end as day_order
    from evidence
)

select * from final
order by site_id
