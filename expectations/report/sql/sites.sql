-- One site of the run: those with findings first, then the largest.
with

measured as (
    select
        scope as site_id,
        any_value(value) filter (where name = 'documents') as documents,
        any_value(value) filter (where name = 'articles') as articles,
        any_value(value) filter (where name = 'title_ratio') as title_ratio,
        any_value(value) filter (where name = 'date_ratio') as date_ratio,
        any_value(value) filter (where name = 'author_ratio') as author_ratio,
        any_value(value) filter (where name = 'kept_ratio') as kept_ratio,
        any_value(value) filter (where name = 'median_word_count') as median_word_count,
        any_value(value) filter (where name = 'uncertain_ratio') as uncertain_ratio,
        any_value(value) filter (where name = 'newest_article_days') as newest_article_days
    from metrics
    where run_id = $run_id and scope_kind = 'site'
    group by scope
),

found as (
    select
        scope as site_id,
        count(*) as finding_count,
        min(finding_no) as finding_no,
        min(severity) as severity
    from findings
    where run_id = $run_id and scope_kind = 'site' and accepted is null
    group by scope
),

final as (
    select
        coalesce(measured.site_id, found.site_id) as site_id,
        measured.* exclude (site_id),
        coalesce(found.finding_count, 0) as finding_count,
        found.finding_no,
        found.severity,
        count(*) over () as site_count
    from measured
    full join found on measured.site_id = found.site_id
)

select * from final
order by finding_count desc, articles desc nulls last, site_id
limit $most
