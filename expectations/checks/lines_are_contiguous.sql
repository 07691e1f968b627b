-- Lines are numbered from 1 and each begins where the one before it and its line break end.
-- severity: critical
-- table: lines
-- phase: rows
with

placed as (
    select
        *,
        lag(line_no, 1, 0) over document + 1 as expected_line_no,
        lag("end" + length(line_break), 1, 0) over document as expected_start
    from lines
    window document as (partition by document_id order by line_no)
)

select
    document_id,
    line_no,
    start as value
from placed
where line_no <> expected_line_no
    or start <> expected_start
    or "end" <> start + length(raw)
