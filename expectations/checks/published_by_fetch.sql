-- No article is published after the day it was fetched, one day allowed for time zones.
-- severity: critical
-- table: articles
-- phase: rows
select
    articles.document_id,
    articles.published_on as value
from articles
inner join documents using (document_id)
where articles.published_on > cast(documents.fetched_at as date) + 1
