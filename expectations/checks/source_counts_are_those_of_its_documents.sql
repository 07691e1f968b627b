-- A source read in this run counts as many loaded, quarantined and rejected documents as there are.
-- severity: critical
-- table: sources
-- phase: accounts
with

counted as (
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
    concat_ws(
        ', ',
        coalesce(counted.loaded_count, 0) || ' loaded',
        coalesce(counted.quarantined_count, 0) || ' quarantined',
        coalesce(counted.rejected_count, 0) || ' rejected'
    ) as value
from sources
inner join runs using (run_id)
left join counted using (source_id)
where sources.loaded_count <> coalesce(counted.loaded_count, 0)
    or sources.quarantined_count <> coalesce(counted.quarantined_count, 0)
    or sources.rejected_count <> coalesce(counted.rejected_count, 0)
