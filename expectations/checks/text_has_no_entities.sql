-- The text of an article holds no HTML entity.
-- severity: warning
-- table: articles
-- phase: rows
select
    document_id,
    regexp_extract(text, '&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});') as value
from articles
where regexp_matches(text, '&(#\d+|#x[0-9a-fA-F]+|[a-zA-Z]{2,8});')
