-- A spelling that was met again keeps its row.
merge into entity_names
using stage.entity_names as met
using (found_entity_id, name)
when not matched then insert by name
