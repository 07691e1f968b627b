-- Every line that a row of article_authors names stands in the ledger.
-- severity: critical
-- table: article_authors
-- phase: rows
select
    document_id,
    position,
    line_no as value
from article_authors
anti join lines using (document_id, line_no)
where line_no is not null
