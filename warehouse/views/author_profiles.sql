-- One author: articles in their newest version, the sites they stand on, and when.
with

versions as (
    select * from articles where is_current
),

final as (
    select
        authors.author_id,
        authors.name,
        count(distinct versions.article_id) as article_count,
        sum(versions.word_count)::bigint as word_count,
        coalesce(list(distinct versions.site_id order by versions.site_id) filter (where versions.site_id is not null), [])
            as site_ids,
        min(versions.published_on) as first_published_on,
        max(versions.published_on) as last_published_on
    from article_authors
    inner join versions using (document_id)
    inner join authors using (author_id)
    group by authors.author_id, authors.name
)

select * from final
