-- One of the expectations that took longest.
select check_name, table_name, seconds
from check_results
where run_id = $run_id and seconds > 0
order by seconds desc, check_name
limit $most
