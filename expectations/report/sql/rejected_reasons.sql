-- One reason why documents of the run could not be read; numbers are left out of it, since they say where, not why.
select
    regexp_replace(coalesce(reason, 'no reason given'), '[0-9]+', '…', 'g') as label,
    count(*) as "count"
from documents
where run_id = $run_id and outcome = 'rejected'
group by all
order by "count" desc, label
limit $most
