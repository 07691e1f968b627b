-- One speaker, and how many sites quote him: all of them, and those left when copies of the same words count once.
with

-- Numbers are compared and counted in a fraction of the time that ids take.
publications as (
    select rowid as site_no, site_id from sites
),

versions as (
    select articles.document_id, publications.site_no
    from articles
    left join publications using (site_id)
    where articles.is_current
),

speakers as (
    select rowid as speaker_no, entity_id, name, kind, is_ambiguous from entities
),

spoken as (
    select speakers.speaker_no, versions.site_no, hash(statements.content) as words
    from statements
    inner join versions using (document_id)
    inner join speakers on speakers.entity_id = statements.speaker_entity_id
    where statements.is_reported
),

-- Copied from each other or from one agency: whichever site is counted for them, it is one.
first_sites as (
    select speaker_no, words, min(site_no) as site_no
    from spoken
    group by speaker_no, words
),

independent_sites as (
    select distinct speaker_no, site_no from first_sites
),

independent as (
    select speaker_no, count(site_no) as independent_site_count
    from independent_sites
    group by speaker_no
),

carried as (
    select speaker_no, site_no, count(*) as statement_count
    from spoken
    group by speaker_no, site_no
),

counted as (
    select speaker_no, sum(statement_count)::bigint as statement_count, count(site_no) as site_count
    from carried
    group by speaker_no
),

final as (
    select
        speakers.entity_id as speaker_entity_id,
        speakers.name as speaker_name,
        speakers.kind as speaker_kind,
        speakers.is_ambiguous,
        counted.statement_count,
        counted.site_count,
        independent.independent_site_count
    from counted
    inner join independent using (speaker_no)
    inner join speakers using (speaker_no)
)

select * from final
