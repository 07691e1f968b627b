-- One photo credit of an article in its newest version, with the line it was found on.
with

versions as (
    select * from articles where is_current
),

photos as (
    select * from credits where kind = 'photo'
),

final as (
    select
        versions.article_id,
        versions.document_id,
        versions.site_id,
        versions.title,
        versions.published_on,
        photos.name,
        photos.agency,
        photos.line_no,
        trim(lines.raw, e' \t' || chr(160)) as line
    from photos
    inner join versions using (document_id)
    left join lines on lines.document_id = photos.document_id and lines.line_no = photos.line_no
)

select * from final
