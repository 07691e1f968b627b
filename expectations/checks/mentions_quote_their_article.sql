-- A mention's offsets slice back to it.
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
    mentions.start < mentions."end"
    and mentions.surface = substr(articles.text, mentions.start + 1, mentions."end" - mentions.start),
    false
)
