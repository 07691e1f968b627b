-- A run counts as many loaded, quarantined and rejected documents as there are.
-- severity: critical
-- table: runs
-- phase: accounts
with

counted as (
    select
        count(*) filter (where outcome = 'loaded') as loaded_count,
        count(*) filter (where outcome = 'quarantined') as quarantined_count,
        count(*) filter (where outcome = 'rejected') as rejected_count
    from documents
)

select
    runs.run_id,
    concat_ws(
        ', ',
        counted.loaded_count || ' loaded',
        counted.quarantined_count || ' quarantined',
        counted.rejected_count || ' rejected'
    ) as value
from runs
cross join counted
where runs.loaded_count <> counted.loaded_count
    or runs.quarantined_count <> counted.quarantined_count
    or runs.rejected_count <> counted.rejected_count
