-- Counts of the run: what was read from the raw parts, the outcomes from the documents.
update runs
set
    read_count = (select count(*) from raw_documents),
    unchanged_count = (select count(*) from admitted where not is_new),
    loaded_count = (select count(*) from documents where outcome = 'loaded'),
    quarantined_count = (select count(*) from documents where outcome = 'quarantined'),
    rejected_count = (select count(*) from documents where outcome = 'rejected'),
    kept_line_count = (select count(*) from lines where kept),
    dropped_line_count = (select count(*) from lines where not kept and kind <> 'blank')
