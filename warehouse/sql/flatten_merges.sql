-- Who was taken for an entity that is now itself taken for another, is that other.
update merged
set into_entity_id = further.into_entity_id
from merged as further
where merged.into_entity_id = further.from_entity_id
