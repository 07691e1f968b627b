-- One expectation that held back documents of the run; a document that fails several counts once, at the first by name.
select
    list_min(check_names) as label,
    count(*) as "count"
from quarantine
where run_id = $run_id
group by all
order by "count" desc, label
limit $most
