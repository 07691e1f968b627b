-- One expectation that failed, or could not be evaluated, in one run, with the first row that failed it.
with

failed as (
    select * from check_results where outcome <> 'passed'
),

first_failures as (
    select * from check_failures where failure_no = 1
),

final as (
    select
        failed.run_id,
        runs.started_at,
        failed.check_name,
        failed.suite,
        failed.table_name,
        failed.column_name,
        failed.severity,
        failed.outcome,
        failed.expected,
        failed.observed,
        failed.failing_count,
        failed.failing_ratio,
        first_failures.row_key as first_row_key,
        first_failures.value as first_value,
        first_failures.document_id as first_document_id
    from failed
    left join first_failures using (run_id, check_name)
    left join runs on runs.run_id = failed.run_id
)

select * from final
