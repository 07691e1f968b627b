-- A source met again keeps what its first reading counted as known; its outcomes are counted anew.
merge into sources
using (
    with

    outcomes as (
        select
            source_id,
            count(*) filter (where outcome = 'loaded') as loaded_count,
            count(*) filter (where outcome = 'quarantined') as quarantined_count,
            count(*) filter (where outcome = 'rejected') as rejected_count
        from documents
        where source_id in (select source_id from stage.sources)
        group by source_id
    ),

    counted as (
        select
            staged.* exclude (read_count, loaded_count, unchanged_count, quarantined_count, rejected_count),
            coalesce(known.unchanged_count, staged.unchanged_count) as unchanged_count,
            coalesce(outcomes.loaded_count, 0) as loaded_count,
            coalesce(outcomes.quarantined_count, 0) as quarantined_count,
            coalesce(outcomes.rejected_count, 0) as rejected_count
        from stage.sources as staged
        left join sources as known using (source_id)
        left join outcomes using (source_id)
    )

    select *, loaded_count + unchanged_count + quarantined_count + rejected_count as read_count
    from counted
) as met
using (source_id)
when matched and (
    met.modified_at, met.outcome, met.reason,
    met.loaded_count, met.quarantined_count, met.rejected_count
) is distinct from (
    sources.modified_at, sources.outcome, sources.reason,
    sources.loaded_count, sources.quarantined_count, sources.rejected_count
) then update by name
when not matched then insert by name
