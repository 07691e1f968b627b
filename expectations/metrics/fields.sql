-- Which fields the records of each feed have.
with

records as (
    select
        source_feeds.feed,
        list_filter(
            [
                if(raw_documents.url is not null, 'url', null),
                if(raw_documents.title is not null, 'title', null),
                if(raw_documents.published is not null, 'published', null),
                if(raw_documents.fetched_at is not null, 'fetched_at', null)
            ],
            lambda field : field is not null
        ) || coalesce(json_keys(raw_documents.extra), []) as fields
    from raw_documents
    inner join source_feeds using (source_id)
    where source_feeds.has_records and raw_documents.reason is null
),

counted as (
    select feed, count(*) as record_count
    from records
    group by feed
),

present as (
    select feed, unnest(list_distinct(fields)) as field
    from records
)

select
    'feed' as scope_kind,
    present.feed as scope,
    'field_ratio:' || trim(present.field) as name,
    count(*) / any_value(counted.record_count) as value,
    any_value(counted.record_count) as basis_count
from present
inner join counted using (feed)
where trim(present.field) <> ''
group by present.feed, trim(present.field)
