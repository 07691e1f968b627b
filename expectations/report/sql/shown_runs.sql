-- One of the last runs, up to this one; oldest first.
with

last_runs as (
    select run_id, started_at, outcome from runs
    where run_id <= $run_id
    order by run_id desc
    limit $most
)

select * from last_runs
order by run_id
