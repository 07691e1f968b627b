-- One uri: the fingerprint of its newest version whose bytes could be read, be they documents or not.
select
    uri,
    byte_count,
    modified_at,
    sha256
from last.sources
where sha256 is not null
qualify row_number() over (partition by uri order by run_id desc, source_id) = 1
order by uri
