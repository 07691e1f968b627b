-- Every line that a row of article_tags names stands in the ledger.
-- severity: critical
-- table: article_tags
-- phase: rows
select
    document_id,
    tag_no,
    line_no as value
from article_tags
anti join lines using (document_id, line_no)
where line_no is not null
