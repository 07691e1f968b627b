-- One entity: its spellings, how often articles in their newest version mention it, and how often it speaks.
with

versions as (
    select rowid as article_no, document_id, published_on from articles where is_current
),

spellings as (
    select entity_id, list(distinct name order by name) as names
    from entity_names
    group by entity_id
),

merges as (
    select into_entity_id as entity_id, list(from_entity_id order by from_entity_id) as merged_entity_ids
    from entity_merges
    group by into_entity_id
),

named as (
    select rowid as entity_no, entity_id from entities
),

-- Numbers are compared and counted in a fraction of the time that ids take.
counted as (
    select
        named.entity_no,
        count(*) as mention_count,
        count(distinct versions.article_no) as article_count,
        min(versions.published_on) as first_published_on,
        max(versions.published_on) as last_published_on
    from mentions
    inner join versions using (document_id)
    inner join named using (entity_id)
    group by named.entity_no
),

mentioned as (
    select named.entity_id, counted.* exclude (entity_no)
    from counted
    inner join named using (entity_no)
),

spoken as (
    select statements.speaker_entity_id as entity_id, count(*) as statement_count
    from statements
    inner join versions using (document_id)
    where statements.is_reported
    group by statements.speaker_entity_id
),

final as (
    select
        entities.entity_id,
        entities.kind,
        entities.name,
        entities.country_code,
        entities.is_ambiguous,
        coalesce(spellings.names, []) as names,
        coalesce(merges.merged_entity_ids, []) as merged_entity_ids,
        coalesce(mentioned.mention_count, 0) as mention_count,
        coalesce(mentioned.article_count, 0) as article_count,
        coalesce(spoken.statement_count, 0) as statement_count,
        mentioned.first_published_on,
        mentioned.last_published_on
    from entities
    left join spellings using (entity_id)
    left join merges using (entity_id)
    left join mentioned using (entity_id)
    left join spoken using (entity_id)
)

select * from final
