-- The kept lines are exactly those of a body kind.
-- severity: critical
-- table: lines
-- phase: rows
select
    document_id,
    line_no,
    kind as value
from lines
where kept <> (kind in ('body', 'subheading', 'list_item', 'quote_block'))
