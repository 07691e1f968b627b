-- An expectation that fails in each document in quarantine.
select
    20 as run_id,
    'statement parts quote their article' as check_name,
    'checks' as suite,
    'statement_parts' as table_name,
    'sql' as kind,
    'critical' as severity,
    'failed' as outcome,
    'Each part stands in its article.' as expected,
    count(*) || ' rows' as observed,
    count(*) as failing_count,
    2.5 as seconds
from documents
where outcome = 'quarantined'
