-- One entity: its spellings, how often articles in their newest version mention it, and how often it speaks.
with

versions as (
    select document_id, published_on from articles where is_current
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
    select entity_id, document_id, count(*) as mention_count
    from mentions
    group by entity_id, document_id
),

mentioned as (
    select
        named.entity_id,
        sum(named.mention_count)::bigint as mention_count,
        count(*) as article_count,
        min(versions.published_on) as first_published_on,
        max(versions.published_on) as last_published_on
    from named
    inner join versions using (document_id)
    group by named.entity_id
),

spoken as (
    select speaker_entity_id as entity_id, count(*) as statement_count
    from current_statements
    group by speaker_entity_id
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
