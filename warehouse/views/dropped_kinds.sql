-- One kind of line that was taken away from the articles of one site, in their newest version.
with

versions as (
    select document_id, site_id from articles where is_current
),

site_sizes as (
    select site_id, count(*) as site_article_count
    from versions
    group by site_id
),

counted as (
    select
        versions.site_id,
        lines.kind,
        count(*) as line_count,
        sum(length(lines.raw))::bigint as char_count,
        count(distinct versions.document_id) as article_count
    from lines
    inner join versions using (document_id)
    where not lines.kept and lines.kind <> 'blank'
    group by versions.site_id, lines.kind
),

final as (
    select
        counted.*,
        counted.article_count / site_sizes.site_article_count as article_ratio
    from counted
    inner join site_sizes on site_sizes.site_id is not distinct from counted.site_id
)

select * from final
