-- A cue and its offsets are known together, and they slice back to it.
-- severity: critical
-- table: statements
-- phase: rows
select
    statements.document_id,
    statements.statement_id,
    statements.cue as value
from statements
left join articles using (document_id)
where (statements.cue is not null or statements.cue_start is not null or statements.cue_end is not null)
    and not coalesce(
        statements.cue_start < statements.cue_end
        and statements.cue
            = substr(articles.text, statements.cue_start + 1, statements.cue_end - statements.cue_start),
        false
    )
