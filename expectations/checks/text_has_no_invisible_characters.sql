-- The text of an article holds no control and no zero-width characters; joiners are spelling and may stand.
-- severity: warning
-- table: articles
-- phase: rows
select
    document_id,
    regexp_extract(text, '.{0,20}[\x00-\x08\x0B-\x1F\x7F-\x{9F}\x{AD}\x{200B}\x{2060}\x{FEFF}].{0,20}') as value
from articles
where regexp_matches(text, '[\x00-\x08\x0B-\x1F\x7F-\x{9F}\x{AD}\x{200B}\x{2060}\x{FEFF}]')
