-- Every part is of a statement of its document.
-- severity: critical
-- table: statement_parts
-- phase: rows
select
    document_id,
    statement_id,
    part_no,
    content as value
from statement_parts
anti join statements using (document_id, statement_id)
