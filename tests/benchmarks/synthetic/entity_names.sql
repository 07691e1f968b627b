-- One spelling: every entity has two.
select entity_id as found_entity_id, entity_id, match_key || suffix as name, run_id
from entities, (values (''), (' II')) as suffixes(suffix)
