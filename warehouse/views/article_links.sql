-- One link from an article in its newest version to another, which is named where the warehouse holds it.
with

versions as (
    select
        article_id,
        document_id,
        site_id,
        title,
        -- Addresses of one page differ in scheme, `www.`, fragment and a last slash.
        regexp_replace(regexp_replace(url, '^https?://(www\.)?|#.*$', '', 'g'), '/$', '') as address
    from articles
    where is_current
),

links as (
    select
        versions.article_id,
        versions.document_id,
        versions.site_id,
        versions.title,
        related_links.link_no,
        related_links.line_no,
        related_links.title as target_title,
        related_links.url as target_url,
        regexp_replace(regexp_replace(related_links.url, '^https?://(www\.)?|#.*$', '', 'g'), '/$', '') as target_address,
        if(related_links.url is null, lower(related_links.title), null) as target_name
    from related_links
    inner join versions using (document_id)
),

addresses as (
    select address, min(article_id) as article_id
    from versions
    where address is not null
    group by address
),

-- Without an address a link leads to the article of that title on the same site, if there is just one.
titles as (
    select site_id, lower(title) as title, min(article_id) as article_id
    from versions
    where site_id is not null and title is not null
    group by site_id, lower(title)
    having count(*) = 1
),

final as (
    select
        links.* exclude (target_address, target_name),
        coalesce(addresses.article_id, titles.article_id) as target_article_id
    from links
    left join addresses on addresses.address = links.target_address
    left join titles on titles.site_id = links.site_id and titles.title = links.target_name
)

select * from final
