-- Documents per second of one stage.
select split_part(name, ':', 2) as stage, value as documents_per_second
from metrics
where run_id = $run_id and scope_kind = 'run' and starts_with(name, 'documents_per_second:')
