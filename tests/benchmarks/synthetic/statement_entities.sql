-- One topic of a statement: the country and the place of its sentence.
with

topics as (
    select article_no, sentence_no, document_id, country as topic from sentences
    union all by name
    select article_no, sentence_no, document_id, place as topic from sentences
)

select
    document_id,
    substr(md5(article_no || '/' || sentence_no), 1, 24) as statement_id,
    substr(md5(topic), 1, 24) as entity_id,
    entity_id as found_entity_id,
    'topic' as part_in,
    1 as run_id
from topics
where sentence_no < 10
