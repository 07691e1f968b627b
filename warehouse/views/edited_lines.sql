-- One kept line of an article in its newest version that was repaired or shortened, with its edits.
with

versions as (
    select document_id, article_id, site_id from articles where is_current
),

edits as (
    select
        document_id,
        line_no,
        list({'kind': kind, 'removed': removed, 'replacement': replacement, 'reason': reason} order by edit_no) as edits
    from line_edits
    group by document_id, line_no
),

final as (
    select
        versions.article_id,
        edits.document_id,
        versions.site_id,
        edits.line_no,
        lines.kind,
        lines.raw as line,
        edits.edits
    from edits
    inner join versions using (document_id)
    inner join lines using (document_id, line_no)
)

select * from final
