-- Only kept lines are edited.
-- severity: critical
-- table: line_edits
-- phase: rows
select
    line_edits.document_id,
    line_edits.line_no,
    line_edits.edit_no,
    line_edits.removed as value
from line_edits
inner join lines using (document_id, line_no)
where not lines.kept
