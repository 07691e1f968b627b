-- One of the first rows that fail an expectation.
select row_key, value, document_id
from check_failures
where run_id = $run_id and check_name = $check_name
order by failure_no
limit $first
