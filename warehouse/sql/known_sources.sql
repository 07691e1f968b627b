-- One uri: the fingerprint of its newest version that could be read.
select
    uri,
    byte_count,
    modified_at,
    sha256
from last.sources
where outcome <> 'rejected'
qualify row_number() over (partition by uri order by run_id desc, source_id) = 1
order by uri
