-- A loaded document has exactly one article.
-- severity: critical
-- table: documents
-- phase: rows
select
    documents.document_id,
    count(articles.document_id) as value
from documents
left join articles using (document_id)
where documents.outcome = 'loaded'
group by documents.document_id
having count(articles.document_id) <> 1
