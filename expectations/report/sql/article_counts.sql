-- What the run's documents are in the warehouse, and how many articles there are in all.
select
    count(*) filter (where run_id = $run_id and is_current) as current_count,
    count(*) filter (where run_id = $run_id and not is_current) as superseded_count,
    count(*) filter (where run_id = $run_id and version > 1) as newer_count,
    count(*) filter (where is_current) as total_count
from articles
