-- How much is said, and by whom that is not known, over the run and by site.
with

by_article as (
    select
        articles.site_id,
        count(statements.statement_id) as statement_count,
        count(statements.statement_id) filter (
            where coalesce(statements.speaker, statements.speaker_entity_id) is null
        ) as unknown_count,
        count(statements.statement_id) filter (where statements.speaker_entity_id is null) as unresolved_count
    from articles
    left join statements on statements.document_id = articles.document_id and statements.is_reported
    where articles.language = 'en'
    group by articles.document_id, articles.site_id
),

by_scope as (
    select
        grouping(site_id) = 1 as is_run,
        site_id,
        count(*) as article_count,
        sum(statement_count)::bigint as statement_count,
        sum(statement_count)::double as statements,
        avg(statement_count) as statements_per_article,
        sum(unknown_count) / nullif(sum(statement_count), 0) as unknown_speaker_ratio,
        sum(unresolved_count) / nullif(sum(statement_count), 0) as unresolved_speaker_ratio
    from by_article
    group by grouping sets ((), (site_id))
    having (is_run or site_id is not null) and article_count > 0
),

numbers as (
    unpivot by_scope
    on statements, statements_per_article, unknown_speaker_ratio, unresolved_speaker_ratio
    into name name value value
)

select
    if(is_run, 'run', 'site') as scope_kind,
    if(is_run, 'all', site_id) as scope,
    name,
    value,
    if(name like '%speaker%', statement_count, article_count) as basis_count
from numbers
