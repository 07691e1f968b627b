-- One document that a page may link to.
select document_id, uri, record, url
from documents
where document_id in (select unnest($document_ids::varchar[]))
order by document_id
