-- A document in quarantine says so, with the expectations it failed.
update documents
set outcome = 'quarantined', reason = array_to_string(quarantine.check_names, ', ')
from quarantine
where documents.document_id = quarantine.document_id
