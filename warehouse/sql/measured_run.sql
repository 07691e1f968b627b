-- The run that is asked for; when none is, the newest one of which anything was measured.
select runs.*
from runs
where
    runs.run_id = $run_id
    or ($run_id is null and exists (select 1 from metrics where metrics.run_id = runs.run_id))
order by runs.run_id desc
limit 1
