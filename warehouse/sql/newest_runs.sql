-- One row: the newest run, 0 without any, and the newest before it that was not refused.
select
    coalesce(max(run_id), 0) as newest,
    max(run_id) filter (where outcome <> 'refused' and run_id < (select max(run_id) from runs)) as previous
from runs
