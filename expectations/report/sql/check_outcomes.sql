-- How the run's expectations ended.
select
    count(*) as checked_count,
    count(*) filter (where outcome = 'passed') as passed_count,
    count(*) filter (where outcome = 'failed') as failed_count,
    count(*) filter (where outcome = 'raised') as raised_count
from check_results
where run_id = $run_id
