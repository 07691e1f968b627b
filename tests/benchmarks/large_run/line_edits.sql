-- One dateline cut from the first paragraph of each loaded document.
select
    document_id,
    8 as line_no,
    1 as edit_no,
    630 as start,
    638 as "end",
    'dateline' as kind,
    'HARBOUR ' as removed,
    '' as replacement,
    'dateline' as reason,
    20 as run_id
from documents
where outcome = 'loaded'
