-- One finding of the run, and one for each expectation that failed without being among them; worst first.
with

found as (
    select * from findings
    where run_id = $run_id
),

failed as (
    select * from check_results
    where run_id = $run_id and outcome <> 'passed'
),

unfound as (
    select
        run_id,
        (select coalesce(max(finding_no), 0) from found) + row_number() over (order by severity, check_name)
            as finding_no,
        'expectation' as kind,
        severity,
        'run' as scope_kind,
        'all' as scope,
        check_name as name,
        check_name || if(outcome = 'raised', ' could not be evaluated', ' fails') as sentence,
        null::double as value,
        null::double as low,
        null::double as high,
        null::bigint as compared_count,
        failing_count,
        null::bigint as explained_by_no,
        null::varchar as accepted,
        null::varchar as query
    from failed
    where check_name not in (select name from found where kind = 'expectation')
),

all_found as (
    select * from found
    union all by name
    select * from unfound
),

final as (
    select
        all_found.*,
        failed.table_name,
        failed.expected,
        failed.observed,
        row_number() over (
            partition by all_found.explained_by_no, all_found.accepted is null
            order by all_found.severity, all_found.finding_no
        ) as place,
        count(*) over (partition by all_found.explained_by_no, all_found.accepted is null) as place_count
    from all_found
    left join failed on all_found.kind = 'expectation' and all_found.name = failed.check_name
    qualify place <= if(all_found.explained_by_no is null, $most, $most_explained)
)

select * from final
order by severity, finding_no
