-- One site and month of publication; the month is null for articles without a date.
with

versions as (
    select * from articles where is_current
),

final as (
    select
        site_id,
        date_trunc('month', published_on)::date as month,
        count(*) as article_count,
        sum(word_count)::bigint as word_count
    from versions
    group by all
)

select * from final
