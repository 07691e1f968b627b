-- One speaker, and how many sites quote him: all of them, and those left when copies of the same words count once.
with

versions as (
    select document_id, site_id from articles where is_current
),

spoken as (
    select statements.speaker_entity_id, statements.content, versions.site_id
    from statements
    inner join versions using (document_id)
    where statements.is_reported
        and statements.speaker_entity_id is not null
),

-- Copied from each other or from one agency: whichever site is counted for them, it is one.
words as (
    select speaker_entity_id, hash(content) as content_hash, min(site_id) as site_id
    from spoken
    group by speaker_entity_id, hash(content)
),

word_sites as (
    select distinct speaker_entity_id, site_id from words
),

independent as (
    select speaker_entity_id, count(site_id) as independent_site_count
    from word_sites
    group by speaker_entity_id
),

carried as (
    select speaker_entity_id, site_id, count(*) as statement_count
    from spoken
    group by speaker_entity_id, site_id
),

counted as (
    select speaker_entity_id, sum(statement_count)::bigint as statement_count, count(site_id) as site_count
    from carried
    group by speaker_entity_id
),

final as (
    select
        counted.speaker_entity_id,
        entities.name as speaker_name,
        entities.kind as speaker_kind,
        entities.is_ambiguous,
        counted.statement_count,
        counted.site_count,
        independent.independent_site_count
    from counted
    inner join independent using (speaker_entity_id)
    inner join entities on entities.entity_id = counted.speaker_entity_id
)

select * from final
