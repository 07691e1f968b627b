-- A cue overlaps no part of the statement.
-- severity: critical
-- table: statements
-- phase: rows
select distinct
    statements.document_id,
    statements.statement_id,
    statements.cue as value
from statements
inner join statement_parts using (document_id, statement_id)
where statements.cue_start < statement_parts."end"
    and statement_parts.start < statements.cue_end
