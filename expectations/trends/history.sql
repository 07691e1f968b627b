-- The numbers of the last good runs.
with

good as (
    select run_id, started_at
    from last.runs
    where outcome = 'published' and run_id in (select run_id from last.metrics)
    order by run_id desc
    limit $run_count
)

select run_id, good.started_at, metrics.scope_kind, metrics.scope, metrics.name, metrics.value, metrics.basis_count
from last.metrics
inner join good using (run_id)
where metrics.scope_kind is not null
