-- How many articles of which site each feed brought.
select
    'feed' as scope_kind,
    source_feeds.feed as scope,
    'articles:' || articles.site_id as name,
    count(*)::double as value,
    count(*) as basis_count
from articles
inner join documents using (document_id)
inner join source_feeds using (source_id)
where articles.site_id is not null
group by source_feeds.feed, articles.site_id
