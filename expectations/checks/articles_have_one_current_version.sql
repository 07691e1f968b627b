-- An article has one current version, and it is the newest.
-- severity: critical
-- table: articles
-- phase: rows
with

wrong as (
    select article_id
    from article_versions
    group by article_id
    having count(*) filter (where is_current) <> 1
        or max(version) filter (where is_current) <> max(version)
)

select
    articles.document_id,
    wrong.article_id as value
from wrong
left join articles using (article_id)
