-- One article of the synthetic sentences, in its only version; four sentences are a paragraph.
with

texts as (
    select
        article_no,
        any_value(document_id) as document_id,
        string_agg(sentence || '.' || if(sentence_no % 4 = 3, chr(10), ' '), '' order by sentence_no) as text
    from sentences
    group by article_no
)

select
    document_id,
    document_id as article_id,
    1 as version,
    true as is_current,
    'site-' || (hash(article_no, 'site') % 200) || '.example' as site_id,
    'Talks go on, part ' || article_no as title,
    rtrim(text, ' ' || chr(10)) as text,
    'en' as language,
    date '2018-01-01' + (hash(article_no, 'day') % 2500)::int as published_on,
    'published' as date_role,
    350 as word_count,
    0.7 as kept_ratio,
    false as is_uncertain,
    1 as run_id
from texts
