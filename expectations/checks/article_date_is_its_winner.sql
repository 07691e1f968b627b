-- The date of an article and its role are those of its single winning candidate, and null without one.
-- severity: critical
-- table: articles
-- phase: rows
with

winners as (
    select
        document_id,
        count(*) as winner_count,
        any_value(value) as value,
        any_value(role) as role
    from article_dates
    where is_winner
    group by document_id
)

select
    articles.document_id,
    articles.published_on as value
from articles
left join winners using (document_id)
where winners.winner_count > 1
    or articles.published_on is distinct from winners.value
    or articles.date_role is distinct from winners.role
