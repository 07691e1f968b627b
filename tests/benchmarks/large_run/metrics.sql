-- One metric of one run, of it as a whole or of one of 20,000 sites.
with

scopes as (
    select 'run' as scope_kind, 'all' as scope
    union all
    select 'site', 'site-' || number || '.example' from range(20000) as numbers(number)
),

names as (
    select unnest([
        'documents', 'articles', 'title_ratio', 'date_ratio', 'author_ratio', 'section_ratio', 'language_ratio',
        'kept_ratio', 'dropped_ratio', 'dropped_ratio:promo', 'uncertain_ratio', 'median_word_count', 'duplicate_ratio',
        'newest_article_days', 'statements_per_article', 'unknown_speaker_ratio', 'quarantined_ratio'
    ]) as name
)

select
    run_id,
    scope_kind,
    scope,
    name,
    (hash(run_id, scope, name) % 1000) / 1000 as value,
    100 as basis_count
from range(1, 21) as numbers(run_id), scopes, names
