-- One document that is held back.
select
    document_id,
    ['statement parts quote their article'] as check_names,
    'statements {}' as detail,
    repeat('content ', 300) as content,
    '{}' as record,
    'abc' as rules_version,
    20 as run_id
from documents
where outcome = 'quarantined'
