-- One statement of the documents, with the full name of who spoke, in the order of the text.
select statements.*, entities.name as speaker_name
from statements
left join entities on entities.entity_id = statements.speaker_entity_id
where statements.document_id in (select unnest($document_ids::varchar[]))
order by statements.statement_no, statements.statement_id
