-- One line that was taken away from an article in its newest version, with the lines around it.
with

versions as (
    select document_id, article_id, site_id from articles where is_current
),

written_lines as (
    select * from lines where kind <> 'blank'
),

placed as (
    select
        *,
        lag(trim(raw, e' \t' || chr(160))) over (partition by document_id order by line_no) as line_before,
        lead(trim(raw, e' \t' || chr(160))) over (partition by document_id order by line_no) as line_after
    from written_lines
),

final as (
    select
        versions.article_id,
        placed.document_id,
        versions.site_id,
        placed.line_no,
        placed.kind,
        placed.reason,
        placed.confidence,
        trim(placed.raw, e' \t' || chr(160)) as line,
        placed.line_before,
        placed.line_after
    from placed
    inner join versions using (document_id)
    where not placed.kept
)

select * from final
