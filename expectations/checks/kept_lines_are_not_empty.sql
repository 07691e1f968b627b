-- A kept line is not empty, and its edits leave something of it.
-- severity: critical
-- table: lines
-- phase: rows
select
    lines.document_id,
    lines.line_no,
    any_value(lines.raw) as value
from lines
left join line_edits using (document_id, line_no)
where lines.kept
group by lines.document_id, lines.line_no
having length(any_value(lines.raw)) + coalesce(sum(length(line_edits.replacement) - length(line_edits.removed)), 0) <= 0
