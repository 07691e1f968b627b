-- One line that stands in several articles of one site, newest versions only: kept or dropped, and as what.
with

versions as (
    select document_id, article_id, site_id from articles where is_current and site_id is not null
),

-- Read twice rather than held: these are nearly all lines there are.
site_lines as not materialized (
    select versions.site_id, versions.article_id, trim(lines.raw, e' \t' || chr(160)) as line, lines.kind, lines.kept
    from lines
    inner join versions using (document_id)
    where lines.kind <> 'blank'
),

-- By hash first: the texts of lines that stand only once, which are nearly all, need not be held.
frequent as (
    select site_id, hash(line) as line_hash
    from site_lines
    group by site_id, hash(line)
    having count(distinct article_id) > 1
),

final as (
    select
        site_lines.site_id,
        site_lines.line,
        count(distinct site_lines.article_id) as article_count,
        count(*) filter (where site_lines.kept) as kept_count,
        count(*) filter (where not site_lines.kept) as dropped_count,
        list(distinct site_lines.kind order by site_lines.kind) as kinds
    from site_lines
    semi join frequent on frequent.site_id = site_lines.site_id and frequent.line_hash = hash(site_lines.line)
    group by site_lines.site_id, site_lines.line
    having count(distinct site_lines.article_id) > 1
)

select * from final
