-- A speaker and its offsets are known together, and they slice back to it.
-- severity: critical
-- table: statements
-- phase: rows
select
    statements.document_id,
    statements.statement_id,
    statements.speaker as value
from statements
left join articles using (document_id)
where (statements.speaker is not null or statements.speaker_start is not null or statements.speaker_end is not null)
    and not coalesce(
        statements.speaker_start < statements.speaker_end
        and statements.speaker
            = substr(articles.text, statements.speaker_start + 1, statements.speaker_end - statements.speaker_start),
        false
    )
