-- One of twenty runs; the last one read all documents.
select
    run_id,
    timestamp '2024-03-01 03:15:00' + to_days(run_id::int) as started_at,
    started_at + to_hours(3) as ended_at,
    'published' as outcome,
    1000 as source_count,
    0 as skipped_source_count,
    $documents as read_count,
    $documents - $documents // 50 as loaded_count,
    0 as unchanged_count,
    $documents // 100 as quarantined_count,
    $documents // 100 as rejected_count,
    0 as kept_line_count,
    0 as dropped_line_count,
    '0.1.0' as code_version,
    'abc' as rules_version,
    '{"read": 600, "refine": 7200, "expect": 900}' as stage_seconds,
    '{"workers": 2}' as settings
from range(1, 21) as numbers(run_id)
