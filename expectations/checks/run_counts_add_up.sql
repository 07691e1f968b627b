-- The documents a run read are those it loaded, knew, quarantined or rejected.
-- severity: critical
-- table: runs
-- phase: accounts
select
    run_id,
    read_count as value
from runs
where read_count <> loaded_count + unchanged_count + quarantined_count + rejected_count
