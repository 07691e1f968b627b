-- One uri: the fingerprint of its newest version whose bytes could be read, and the run that read it.
select
    sources.uri,
    sources.byte_count,
    sources.modified_at,
    sources.sha256,
    sources.outcome,
    runs.code_version,
    runs.settings
from last.sources
left join last.runs using (run_id)
where sources.sha256 is not null
qualify row_number() over (partition by sources.uri order by sources.run_id desc, sources.source_id) = 1
order by sources.uri
