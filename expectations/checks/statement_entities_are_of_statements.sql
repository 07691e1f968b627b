-- Every entity that a statement is said to be about belongs to a statement of its document.
-- severity: critical
-- table: statement_entities
-- phase: rows
select
    document_id,
    statement_id,
    found_entity_id,
    part_in,
    entity_id as value
from statement_entities
anti join statements using (document_id, statement_id)
