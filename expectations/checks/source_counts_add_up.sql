-- The documents read from a source are those loaded, known, quarantined or rejected.
-- severity: critical
-- table: sources
-- phase: accounts
select
    source_id,
    read_count as value
from sources
where read_count <> loaded_count + unchanged_count + quarantined_count + rejected_count
