-- One kind of the run's lines, kept or not, and how much of the run it is; blank lines are left out.
select
    kind,
    kept,
    count(*) as line_count,
    sum("end" - start)::bigint as char_count
from lines
where run_id = $run_id and kind <> 'blank'
group by all
order by char_count desc, kind, kept
