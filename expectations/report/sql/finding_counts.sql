-- One severity of the findings that stand for themselves and that nobody accepts, and how many follow from them.
with

found as (
    select severity, explained_by_no, accepted from findings
    where run_id = $run_id
    union all
    select severity, null, null from check_results
    where run_id = $run_id and outcome <> 'passed' and check_name not in (
        select name from findings
        where run_id = $run_id and kind = 'expectation'
    )
)

select
    count(*) filter (where severity = 'critical' and explained_by_no is null and accepted is null) as critical_count,
    count(*) filter (where severity = 'warning' and explained_by_no is null and accepted is null) as warning_count,
    count(*) filter (where explained_by_no is not null and accepted is null) as explained_count,
    count(*) filter (where accepted is not null) as accepted_count
from found
