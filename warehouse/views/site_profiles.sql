-- One site: how many articles it has, and what share of them has a title, a date, an author and so on.
with

versions as (
    select * from articles where is_current
),

signed as (
    select distinct document_id, true as has_author from article_authors
),

counted as (
    select
        versions.site_id,
        count(*) as article_count,
        min(versions.published_on) as first_published_on,
        max(versions.published_on) as last_published_on,
        avg((versions.title is not null)::int) as title_ratio,
        avg((versions.published_on is not null)::int) as date_ratio,
        avg((signed.has_author is not null)::int) as author_ratio,
        avg((versions.section is not null)::int) as section_ratio,
        avg((versions.language is not null)::int) as language_ratio,
        avg(versions.is_uncertain::int) as uncertain_ratio,
        avg(versions.kept_ratio) as mean_kept_ratio,
        avg(versions.word_count) as mean_word_count
    from versions
    left join signed using (document_id)
    group by versions.site_id
),

final as (
    select counted.site_id, sites.name as site_name, sites.day_order, counted.* exclude (site_id)
    from counted
    left join sites using (site_id)
)

select * from final
