-- One run: what it read, what became of it, how long it took, and what failed.
with

failed as (
    select
        run_id,
        count(*) filter (where severity = 'critical') as failed_critical_count,
        count(*) filter (where severity = 'warning') as failed_warning_count
    from check_results
    where outcome <> 'passed'
    group by run_id
),

final as (
    select
        runs.run_id,
        runs.started_at,
        runs.outcome,
        runs.reason,
        runs.source_count,
        runs.skipped_source_count,
        runs.read_count,
        runs.loaded_count,
        runs.unchanged_count,
        runs.quarantined_count,
        runs.rejected_count,
        runs.kept_line_count,
        runs.dropped_line_count,
        coalesce(failed.failed_critical_count, 0) as failed_critical_count,
        coalesce(failed.failed_warning_count, 0) as failed_warning_count,
        date_diff('millisecond', runs.started_at, runs.ended_at) / 1000 as seconds,
        runs.read_count / nullif(date_diff('millisecond', runs.started_at, runs.ended_at) / 1000, 0)
            as documents_per_second,
        runs.code_version,
        runs.rules_version
    from runs
    left join failed using (run_id)
)

select * from final
