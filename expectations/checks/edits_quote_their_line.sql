-- An edit lies inside its line, and what it removed is what stands there.
-- severity: critical
-- table: line_edits
-- phase: rows
select
    line_edits.document_id,
    line_edits.line_no,
    line_edits.edit_no,
    line_edits.removed as value
from line_edits
left join lines using (document_id, line_no)
where not coalesce(
    line_edits.start >= lines.start
    and line_edits."end" >= line_edits.start
    and line_edits."end" <= lines."end"
    and line_edits.removed
        = substr(lines.raw, line_edits.start - lines.start + 1, line_edits."end" - line_edits.start),
    false
)
