-- A loaded document has as many characters and lines as its ledger.
-- severity: critical
-- table: documents
-- phase: rows
with

sizes as (
    select
        document_id,
        count(*) as line_count,
        sum(length(raw) + length(line_break)) as char_count
    from lines
    group by document_id
)

select
    documents.document_id,
    concat(documents.char_count, ' characters in ', documents.line_count, ' lines') as value
from documents
left join sizes using (document_id)
where documents.outcome = 'loaded'
    and (
        documents.char_count is distinct from coalesce(sizes.char_count, 0)
        or documents.line_count is distinct from coalesce(sizes.line_count, 0)
    )
