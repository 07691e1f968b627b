-- One of 200 sites.
select
    'site-' || number || '.example' as site_id,
    'Site ' || number as name,
    'day_first' as day_order,
    1 as run_id
from range(200) as numbers(number)
