-- A rejected or quarantined document has no row in any table made from its text.
-- severity: critical
-- table: documents
-- phase: accounts
with

tables_of_documents as (
    select document_id, 'lines' as name from lines
    union
    select document_id, 'line_edits' as name from line_edits
    union
    select document_id, 'articles' as name from articles
    union
    select document_id, 'article_dates' as name from article_dates
    union
    select document_id, 'article_authors' as name from article_authors
    union
    select document_id, 'credits' as name from credits
    union
    select document_id, 'related_links' as name from related_links
    union
    select document_id, 'article_tags' as name from article_tags
    union
    select document_id, 'mentions' as name from mentions
    union
    select document_id, 'statements' as name from statements
    union
    select document_id, 'statement_parts' as name from statement_parts
    union
    select document_id, 'statement_entities' as name from statement_entities
)

select
    documents.document_id,
    string_agg(tables_of_documents.name, ', ' order by tables_of_documents.name) as value
from documents
inner join tables_of_documents using (document_id)
where documents.outcome <> 'loaded'
group by documents.document_id
