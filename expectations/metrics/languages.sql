-- The share of articles in each language, over the run and by site.
with

counted as (
    select
        grouping(site_id) = 1 as is_run,
        site_id,
        language,
        count(*) as article_count
    from articles
    group by grouping sets ((language), (site_id, language))
    having is_run or site_id is not null
)

select
    if(is_run, 'run', 'site') as scope_kind,
    if(is_run, 'all', site_id) as scope,
    'articles_ratio:' || language as name,
    article_count / sum(article_count) over same_scope as value,
    (sum(article_count) over same_scope)::bigint as basis_count
from counted
window same_scope as (partition by is_run, site_id)
qualify language is not null
