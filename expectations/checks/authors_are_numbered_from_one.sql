-- The authors of an article are numbered from 1 without a gap.
-- severity: critical
-- table: article_authors
-- phase: rows
select
    document_id,
    position,
    author_id as value
from article_authors
qualify position <> row_number() over (partition by document_id order by position)
