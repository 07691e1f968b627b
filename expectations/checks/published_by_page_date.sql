-- No article is published after the day its own page shows.
-- severity: critical
-- table: articles
-- phase: rows
select
    document_id,
    published_on as value
from articles
where published_on > page_date
