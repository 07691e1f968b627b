-- The document as it is held back.
select check_names, detail, content
from quarantine
where document_id = $document_id
