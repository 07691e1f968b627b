-- One value of a metric that a finding is about, in one of the runs shown.
select metrics.scope_kind, metrics.scope, metrics.name, metrics.run_id, metrics.value
from metrics
where
    metrics.run_id between $first_run and $run_id
    and (metrics.scope_kind, metrics.scope, metrics.name) in (
        select (scope_kind, scope, name) from findings
        where run_id = $run_id and value is not null
    )
order by all
