-- One quarantined document as the reader handed it on, in the order of the documents.
with

held_back as (
    select
        document_id,
        content,
        from_json(record, $structure) as record
    from last.quarantine
),

final as (
    select
        record.* exclude (document_id, content),
        held_back.document_id,
        case when record.reason is null then held_back.content end as content
    from held_back
)

select * from final
order by uri, record, document_id
