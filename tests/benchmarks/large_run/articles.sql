-- One article of each loaded document; a text is not needed.
select
    document_id,
    article_id,
    1 as version,
    true as is_current,
    'site-' || (hash(document_id) % 20000) || '.example' as site_id,
    'Talks go on, part ' || record as title,
    '' as text,
    'en' as language,
    if(hash(document_id) % 7 = 0, null, date '2024-01-01') as published_on,
    350 as word_count,
    0.5 as kept_ratio,
    false as is_uncertain,
    20 as run_id
from documents
where outcome = 'loaded'
