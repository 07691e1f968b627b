-- The parts of a statement are numbered from the left, and none overlaps the next.
-- severity: critical
-- table: statement_parts
-- phase: rows
select
    document_id,
    statement_id,
    part_no,
    content as value
from statement_parts
window statement as (partition by document_id, statement_id order by part_no)
qualify start < lag("end") over statement
    or part_no <> row_number() over statement
