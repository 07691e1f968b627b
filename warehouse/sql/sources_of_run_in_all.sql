-- All sources that a run read, together.
select
    count(*) as source_count,
    coalesce(sum(byte_count), 0)::bigint as byte_count,
    coalesce(sum(read_count), 0)::bigint as read_count
from sources
where run_id = $run_id
