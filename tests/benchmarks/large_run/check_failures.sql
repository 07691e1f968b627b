-- One row that fails it.
select
    20 as run_id,
    'statement parts quote their article' as check_name,
    row_number() over (order by document_id) as failure_no,
    'statement_parts' as table_name,
    json_object('document_id', document_id, 'part_no', 1)::varchar as row_key,
    'a part that is not there' as value,
    document_id
from documents
where outcome = 'quarantined'
