-- The lines of a loaded document, joined with their line breaks, are its text, character for character.
-- severity: critical
-- table: documents
-- phase: rows
with

rebuilt as (
    select
        document_id,
        sha256(string_agg(raw || line_break, '' order by line_no)) as text_sha256
    from lines
    group by document_id
)

select
    documents.document_id,
    documents.text_sha256 as value
from documents
left join rebuilt using (document_id)
where documents.outcome = 'loaded'
    and documents.text_sha256 is distinct from coalesce(rebuilt.text_sha256, sha256(''))
