-- A refused run is remembered by the next warehouse.
insert into runs by name
select *
from refused.runs
where run_id not in (select run_id from runs)
