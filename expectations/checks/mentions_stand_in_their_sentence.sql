-- A mention's sentence holds it, and ends with the article at the latest.
-- severity: critical
-- table: mentions
-- phase: rows
select
    mentions.document_id,
    mentions.mention_no,
    mentions.surface as value
from mentions
left join articles using (document_id)
where not coalesce(
    mentions.sentence_start <= mentions.start
    and mentions."end" <= mentions.sentence_end
    and mentions.sentence_end <= length(articles.text),
    false
)
