-- Counts of each source: what was read from the raw parts, the outcomes from the documents.
update sources
set
    read_count = counted.read_count,
    unchanged_count = counted.unchanged_count,
    loaded_count = counted.loaded_count,
    quarantined_count = counted.quarantined_count,
    rejected_count = counted.rejected_count
from (
    with

    raw_rows as (
        select source_id, count(*) as read_count
        from raw_documents
        group by source_id
    ),

    repeated as (
        select source_id, count(*) as unchanged_count
        from admitted
        where not is_new
        group by source_id
    ),

    outcomes as (
        select
            source_id,
            count(*) filter (where outcome = 'loaded') as loaded_count,
            count(*) filter (where outcome = 'quarantined') as quarantined_count,
            count(*) filter (where outcome = 'rejected') as rejected_count
        from documents
        group by source_id
    )

    select
        sources.source_id,
        coalesce(raw_rows.read_count, 0) as read_count,
        coalesce(repeated.unchanged_count, 0) as unchanged_count,
        coalesce(outcomes.loaded_count, 0) as loaded_count,
        coalesce(outcomes.quarantined_count, 0) as quarantined_count,
        coalesce(outcomes.rejected_count, 0) as rejected_count
    from sources
    left join raw_rows using (source_id)
    left join repeated using (source_id)
    left join outcomes using (source_id)
) as counted
where sources.source_id = counted.source_id
