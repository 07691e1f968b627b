-- One mention of an entity in an article in its newest version, with the sentence it stands in.
with

versions as (
    select * from articles where is_current
),

final as (
    select
        versions.article_id,
        mentions.document_id,
        versions.site_id,
        versions.title,
        versions.published_on,
        mentions.mention_no,
        mentions.entity_id,
        entities.name,
        entities.kind,
        mentions.form,
        mentions.surface,
        mentions.role,
        mentions.start,
        mentions."end",
        substr(
            versions.text, mentions.sentence_start + 1, mentions.sentence_end - mentions.sentence_start
        ) as sentence
    from mentions
    inner join versions using (document_id)
    inner join entities using (entity_id)
)

select * from final
