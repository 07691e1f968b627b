-- A speaker overlaps no part of the statement.
-- severity: critical
-- table: statements
-- phase: rows
select distinct
    statements.document_id,
    statements.statement_id,
    statements.speaker as value
from statements
inner join statement_parts using (document_id, statement_id)
where statements.speaker_start < statement_parts."end"
    and statement_parts.start < statements.speaker_end
