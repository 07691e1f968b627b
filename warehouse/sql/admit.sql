-- One raw row in reading order, and whether it is the first sight of its document.
with

raw_rows as (
    select * from raw_documents
),

known as (
    select document_id
    from last.documents
    where not $retry or document_id not in (select document_id from last.quarantine)
),

placed as (
    select
        row_number() over (order by part, row_no) as position,
        part,
        row_no,
        document_id,
        article_id,
        source_id,
        reason is not null as is_rejected,
        row_number() over (partition by document_id order by part, row_no) as occurrence
    from raw_rows
),

final as (
    select
        placed.* exclude (occurrence),
        occurrence = 1 and known.document_id is null as is_new
    from placed
    left join known using (document_id)
)

select * from final
