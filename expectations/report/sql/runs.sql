-- One run, with what its owner should see of it; newest first.
with

-- An expectation that failed without being among the findings of its run is one all the same.
unfound as (
    select run_id, severity from check_results
    where outcome <> 'passed' and (run_id, check_name) not in (
        select (run_id, name) from findings
        where kind = 'expectation'
    )
),

found as (
    select
        run_id,
        count(*) filter (where severity = 'critical' and explained_by_no is null and accepted is null)
            as critical_count,
        count(*) filter (where severity = 'warning' and explained_by_no is null and accepted is null)
            as warning_count
    from (
        select run_id, severity, explained_by_no, accepted from findings
        union all
        select run_id, severity, null, null from unfound
    ) as all_found
    group by run_id
),

final as (
    select
        runs.*,
        coalesce(found.critical_count, 0) as critical_count,
        coalesce(found.warning_count, 0) as warning_count,
        count(*) over () as run_count
    from runs
    left join found on runs.run_id = found.run_id
)

select * from final
order by run_id desc
limit $most
