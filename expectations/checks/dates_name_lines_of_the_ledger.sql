-- Every line that a row of article_dates names stands in the ledger.
-- severity: critical
-- table: article_dates
-- phase: rows
select
    document_id,
    date_no,
    line_no as value
from article_dates
anti join lines using (document_id, line_no)
where line_no is not null
