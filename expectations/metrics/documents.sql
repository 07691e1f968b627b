-- What came in and what could not be used, over the run and by feed.
with

facts as (
    select
        source_feeds.feed,
        documents.outcome,
        coalesce(documents.fetched_at, sources.modified_at) as fetched_at,
        runs.started_at
    from documents
    inner join sources using (source_id)
    inner join source_feeds using (source_id)
    cross join runs
),

counted as (
    select
        grouping(feed) = 1 as is_run,
        feed,
        count(*) as document_count,
        count(*)::double as documents,
        avg((outcome = 'rejected')::int) as rejected_ratio,
        avg((outcome = 'quarantined')::int) as quarantined_ratio,
        date_diff('day', max(fetched_at), any_value(started_at))::double as newest_document_days
    from facts
    group by grouping sets ((), (feed))
    having document_count > 0
),

numbers as (
    unpivot counted
    on documents, rejected_ratio, quarantined_ratio, newest_document_days
    into name name value value
)

select
    if(is_run, 'run', 'feed') as scope_kind,
    if(is_run, 'all', feed) as scope,
    name,
    value,
    document_count as basis_count
from numbers
