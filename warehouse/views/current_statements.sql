-- One statement of an article in its newest version, quoted or surely reported, with its speaker and where it stands.
with

versions as (
    select * from articles where is_current
),

shown as (
    select * from statements where is_reported
),

final as (
    select
        shown.statement_id,
        shown.document_id,
        versions.article_id,
        versions.site_id,
        sites.name as site_name,
        versions.title,
        versions.published_on,
        shown.statement_no,
        shown.kind,
        shown.content,
        shown.start,
        shown."end",
        shown.cue,
        shown.speaker,
        shown.speaker_entity_id,
        entities.name as speaker_name,
        entities.kind as speaker_kind,
        coalesce(entities.is_ambiguous, false) as is_ambiguous,
        shown.role,
        shown.organisation,
        coalesce(shown.country_code, entities.country_code) as country_code,
        shown.rule,
        shown.confidence,
        shown.run_id
    from shown
    inner join versions using (document_id)
    left join sites using (site_id)
    left join entities on entities.entity_id = shown.speaker_entity_id
)

select * from final
