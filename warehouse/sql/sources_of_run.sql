-- One source that a run read, in the order of uris: the first `limit` of them.
select uri, format, byte_count, outcome, reason, read_count, loaded_count, unchanged_count, quarantined_count, rejected_count
from sources
where run_id = $run_id
order by uri, source_id
limit $limit
