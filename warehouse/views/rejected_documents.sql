-- One document that could not be read, with the reason and its file.
with

unreadable as (
    select * from documents where outcome = 'rejected'
),

final as (
    select
        unreadable.document_id,
        unreadable.uri,
        unreadable.record,
        unreadable.reason,
        unreadable.byte_count,
        sources.format as source_format,
        sources.outcome as source_outcome,
        sources.modified_at as source_modified_at,
        unreadable.run_id,
        runs.started_at as rejected_at
    from unreadable
    left join sources using (source_id)
    left join runs on runs.run_id = unreadable.run_id
)

select * from final
