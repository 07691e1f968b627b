-- The findings of a run, worst first, and those of the last run after it that found nothing new: what holds until
-- something is measured again.
with

following as (
    select max(run_id) as run_id
    from runs
    where
        run_id > $run_id
        and outcome = 'unchanged'
        and run_id < coalesce((select min(run_id) from metrics where run_id > $run_id), 9223372036854775807)
)

select findings.*
from findings
where
    findings.run_id = $run_id
    or findings.run_id in (select run_id from following)
order by findings.accepted is not null, findings.severity, findings.run_id desc, findings.finding_no
