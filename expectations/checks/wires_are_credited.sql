-- The wire of an article is named by one of the credits of its text.
-- severity: critical
-- table: articles
-- phase: rows
select
    document_id,
    wire as value
from articles
anti join (select document_id, agency as wire from credits where kind <> 'photo') using (document_id, wire)
where wire is not null
