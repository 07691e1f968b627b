-- A run counts as many kept and dropped lines as its ledger holds, blank lines left out.
-- severity: critical
-- table: runs
-- phase: accounts
with

counted as (
    select
        count(*) filter (where kept) as kept_line_count,
        count(*) filter (where not kept and kind <> 'blank') as dropped_line_count
    from lines
)

select
    runs.run_id,
    concat(counted.kept_line_count, ' kept, ', counted.dropped_line_count, ' dropped') as value
from runs
cross join counted
where runs.kept_line_count <> counted.kept_line_count
    or runs.dropped_line_count <> counted.dropped_line_count
