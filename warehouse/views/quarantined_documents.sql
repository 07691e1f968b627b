-- One document held back by a critical expectation, with the first row that failed.
with

held_back as (
    select * from quarantine
),

final as (
    select
        held_back.document_id,
        documents.uri,
        documents.record,
        documents.url,
        held_back.check_names,
        held_back.detail,
        length(held_back.content) as char_count,
        held_back.rules_version,
        held_back.run_id,
        runs.started_at as held_back_at
    from held_back
    inner join documents using (document_id)
    left join runs on runs.run_id = held_back.run_id
)

select * from final
