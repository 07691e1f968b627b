-- Every line that a row of related_links names stands in the ledger.
-- severity: critical
-- table: related_links
-- phase: rows
select
    document_id,
    link_no,
    line_no as value
from related_links
anti join lines using (document_id, line_no)
where line_no is not null
