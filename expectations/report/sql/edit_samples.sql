-- One cut or repair as a sample of its kind, by hash like the lines; of what many repeat, one.
with

candidates as (
    select kind, unnest(arg_min(line_edits, (hash(document_id), document_id, line_no, edit_no), 4 * $most)) as edit
    from line_edits
    where run_id = $run_id
    group by kind
),

samples as (
    select
        kind,
        edit.document_id,
        edit.line_no,
        edit.edit_no,
        edit.removed,
        edit.replacement,
        edit.reason
    from candidates
    qualify row_number() over (
        partition by kind, edit.removed, edit.replacement
        order by hash(edit.document_id), edit.document_id, edit.line_no, edit.edit_no
    ) = 1
)

select * from samples
qualify row_number() over (
    partition by kind order by hash(document_id), document_id, line_no, edit_no
) <= $most
order by kind, hash(document_id), document_id, line_no, edit_no
