-- The offsets of a statement's part slice back to it.
-- severity: critical
-- table: statement_parts
-- phase: rows
select
    statement_parts.document_id,
    statement_parts.statement_id,
    statement_parts.part_no,
    statement_parts.content as value
from statement_parts
left join articles using (document_id)
where not coalesce(
    statement_parts.start < statement_parts."end"
    and statement_parts.content
        = substr(articles.text, statement_parts.start + 1, statement_parts."end" - statement_parts.start),
    false
)
