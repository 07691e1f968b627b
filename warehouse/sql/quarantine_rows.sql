-- One condemned document with all that is needed to read it again.
with

raw_rows as (
    select *
    from raw_documents
    where document_id in (select document_id from condemned)
    qualify row_number() over (partition by document_id order by part, row_no) = 1
),

records as (
    select document_id, content, to_json(fields) as record
    from raw_rows
    inner join (select * exclude (content, part, row_no) from raw_rows) as fields using (document_id)
),

final as (
    select
        documents.document_id,
        list_sort(list_distinct(condemned.check_names)) as check_names,
        condemned.detail,
        coalesce(records.content, '') as content,
        records.record,
        $rules_version as rules_version,
        $run_id as run_id
    from condemned
    inner join documents using (document_id)
    inner join records using (document_id)
    where documents.outcome <> 'quarantined'
)

select * from final
