-- One document, loaded but for one in fifty; of those half are rejected and half are in quarantine.
select
    substr(md5('document ' || number), 1, 24) as document_id,
    document_id as article_id,
    substr(md5('source ' || number // 1000), 1, 24) as source_id,
    'file:///feeds/part-' || number // 1000 || '.jsonl' as uri,
    (number % 1000)::varchar as record,
    3000 as byte_count,
    case when number % 100 = 0 then 'rejected' when number % 100 = 50 then 'quarantined' else 'loaded' end as outcome,
    case when number % 100 = 0 then 'line ' || number || ' of the file: not JSON' end as reason,
    20 as run_id
from range($documents) as numbers(number)
