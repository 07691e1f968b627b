-- One loaded document, its raw text rebuilt from the ledger character for character.
with

loaded as (
    select * from documents where outcome = 'loaded'
),

rebuilt as (
    select document_id, string_agg(raw || line_break, '' order by line_no) as text
    from lines
    group by document_id
),

final as (
    select loaded.document_id, loaded.uri, loaded.record, loaded.content_kind, rebuilt.text
    from loaded
    inner join rebuilt using (document_id)
)

select * from final
