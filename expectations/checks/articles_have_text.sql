-- An article has text: a document of which nothing was kept is held back, not published as an empty article.
-- severity: critical
-- table: articles
-- phase: rows
select
    document_id,
    title as value
from articles
where not regexp_matches(text, '\S')
