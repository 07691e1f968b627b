-- The edits of a line are numbered from the left and do not overlap.
-- severity: critical
-- table: line_edits
-- phase: rows
select
    document_id,
    line_no,
    edit_no,
    removed as value
from line_edits
window line as (partition by document_id, line_no order by edit_no)
qualify start < lag("end") over line
    or edit_no <> row_number() over line
