-- A date that won has a value: no date is invented for it.
-- severity: critical
-- table: article_dates
-- phase: rows
select
    document_id,
    date_no,
    text as value
from article_dates
where is_winner
    and value is null
