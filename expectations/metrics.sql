-- One number watched from run to run, over all articles of the run and by site.
with

articles as (
    select * from articles
),

by_scope as (
    select
        coalesce(site_id, 'all') as scope,
        count(*)::double as articles,
        avg((title is not null)::int) as title_ratio,
        avg((published_on is not null)::int) as date_ratio,
        avg((language is not null)::int) as language_ratio,
        avg(kept_ratio order by kept_ratio) as kept_ratio, -- in any order of adding up, the last digit differs
        median(word_count)::double as median_word_count,
        avg(is_uncertain::int) as uncertain_ratio
    from articles
    group by grouping sets ((), (site_id))
    having grouping(site_id) = 1 or site_id is not null
),

statements_by_scope as (
    select
        coalesce(articles.site_id, 'all') as scope,
        count(*)::double as statements,
        avg((coalesce(statements.speaker, statements.speaker_entity_id) is null)::int) as unknown_speaker_ratio,
        avg((statements.speaker_entity_id is null)::int) as unresolved_speaker_ratio
    from statements
    inner join articles using (document_id)
    where statements.is_reported
    group by grouping sets ((), (articles.site_id))
    having grouping(articles.site_id) = 1 or articles.site_id is not null
),

watched as (
    select by_scope.*, statements_by_scope.* exclude (scope)
    from by_scope
    left join statements_by_scope using (scope)
),

final as (
    unpivot watched
    on articles, title_ratio, date_ratio, language_ratio, kept_ratio, median_word_count, uncertain_ratio,
        statements, unknown_speaker_ratio, unresolved_speaker_ratio
    into name name value value
)

select
    if(scope = 'all', 'run', 'site') as scope_kind,
    scope,
    name,
    value,
    0 as basis_count
from final
order by scope, name
