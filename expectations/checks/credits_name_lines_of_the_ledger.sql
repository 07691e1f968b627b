-- Every line that a row of credits names stands in the ledger.
-- severity: critical
-- table: credits
-- phase: rows
select
    document_id,
    credit_no,
    line_no as value
from credits
anti join lines using (document_id, line_no)
where line_no is not null
