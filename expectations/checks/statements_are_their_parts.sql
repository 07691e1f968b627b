-- A statement is made of the parts from which it runs to which it ends, and its content is theirs.
-- severity: critical
-- table: statements
-- phase: rows
with

joined as (
    select
        document_id,
        statement_id,
        min(start) as start,
        max("end") as "end",
        string_agg(content, ' ' order by part_no) as content
    from statement_parts
    group by document_id, statement_id
)

select
    statements.document_id,
    statements.statement_id,
    statements.content as value
from statements
left join joined using (document_id, statement_id)
where (statements.start, statements."end", statements.content)
    is distinct from (joined.start, joined."end", joined.content)
