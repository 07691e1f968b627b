-- One of three mentions in a sentence.
with

placed as (
    select document_id, sentence_no, 0 as slot, person as surface, start as sentence_start, 0 as behind from sentences
    union all by name
    select document_id, sentence_no, 1 as slot, country as surface, start as sentence_start, 20 as behind from sentences
    union all by name
    select document_id, sentence_no, 2 as slot, place as surface, start as sentence_start, 49 as behind from sentences
)

select
    document_id,
    1 + 3 * sentence_no + slot as mention_no,
    substr(md5(surface), 1, 24) as entity_id,
    entity_id as found_entity_id,
    'name' as form,
    sentence_start + behind as start,
    start + length(surface) as "end",
    surface,
    sentence_start,
    sentence_start + 185 as sentence_end,
    if(slot = 0, 'minister', null) as role,
    'name' as rule,
    0.9 as confidence,
    1 as run_id
from placed
