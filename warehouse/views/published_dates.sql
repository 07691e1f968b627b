-- One article in its newest version: its day, the evidence it rests on, and the days that lost.
with

versions as (
    select * from articles where is_current
),

winners as (
    select * from article_dates where is_winner
),

-- Days that the text merely mentions rival nothing.
rivals as (
    select
        article_dates.document_id,
        list(distinct article_dates.value order by article_dates.value) as rival_days
    from article_dates
    inner join versions using (document_id)
    where not article_dates.is_winner
        and article_dates.role <> 'mentioned'
        and article_dates.value is not null
        and article_dates.value is distinct from versions.published_on
    group by article_dates.document_id
),

final as (
    select
        versions.article_id,
        versions.document_id,
        versions.site_id,
        versions.title,
        versions.published_on,
        versions.date_role,
        winners.text as evidence,
        winners.precision,
        winners.reason,
        winners.line_no,
        lines.raw as line,
        coalesce(rivals.rival_days, []) as rival_days,
        versions.page_date
    from versions
    left join winners using (document_id)
    left join lines on lines.document_id = winners.document_id and lines.line_no = winners.line_no
    left join rivals on rivals.document_id = versions.document_id
)

select * from final
