-- One document of an earlier run that this run brings again: let out of quarantine.
create temp table replaced as
select document_id
from documents
where document_id in (select document_id from stage.documents)
