-- One value of a metric of the whole run, in one of the runs shown.
select name, run_id, value
from metrics
where scope_kind = 'run' and run_id between $first_run and $run_id
order by name, run_id
