-- One kind of what was cut out of kept lines, or repaired in them.
select
    kind,
    count(*) as edit_count,
    sum(length(removed))::bigint as char_count
from line_edits
where run_id = $run_id
group by all
order by char_count desc, kind
