-- A site keeps the name it was first seen with; the survey knows its date order, earlier runs included.
merge into sites
using stage.sites as met
using (site_id)
when matched and (
    met.day_order is distinct from sites.day_order
    or (sites.name is null and met.name is not null)
) then update set
    name = coalesce(sites.name, met.name),
    day_order = met.day_order,
    run_id = met.run_id
when not matched then insert by name
