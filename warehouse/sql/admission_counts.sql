-- One row: how many raw rows were admitted, known, rejected.
select
    count(*) as read_count,
    count(*) filter (where is_new and not is_rejected) as new_count,
    count(*) filter (where not is_new) as unchanged_count,
    count(*) filter (where is_new and is_rejected) as rejected_count
from admitted
