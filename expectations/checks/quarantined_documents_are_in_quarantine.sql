-- Exactly the quarantined documents have a row in quarantine.
-- severity: critical
-- table: documents
-- phase: accounts
with

quarantined_documents as (
    select document_id
    from documents
    where outcome = 'quarantined'
)

select
    document_id,
    if(quarantine.document_id is null, 'no row in quarantine', 'outcome is not quarantined') as value
from quarantined_documents
full join quarantine using (document_id)
where quarantined_documents.document_id is null
    or quarantine.document_id is null
