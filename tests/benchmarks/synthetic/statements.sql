-- One statement: ten sentences of fourteen hold one, and of five one is not of the class that is shown.
select
    document_id,
    substr(md5(article_no || '/' || sentence_no), 1, 24) as statement_id,
    1 + sentence_no as statement_no,
    'direct' as kind,
    content,
    start + 69 as start,
    start + 69 + length(content) as "end",
    'told' as cue,
    person as speaker,
    start as speaker_start,
    start + 14 as speaker_end,
    substr(md5(person), 1, 24) as speaker_entity_id,
    speaker_entity_id as found_speaker_entity_id,
    'minister of ' || (hash(person) % 50 + words % 2) as role,
    chr(65 + (hash(person) % 14)::int) || chr(65 + (hash(person) // 14 % 15)::int) as country_code,
    'before' as rule,
    0.9 as confidence,
    sentence_no % 5 <> 4 as is_reported,
    1 as run_id
from sentences
where sentence_no < 10
