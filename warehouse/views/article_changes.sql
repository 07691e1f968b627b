-- One title, day of publication or paragraph that a version of an article added, or took from the version before.
with

versions as (
    select
        article_id,
        document_id,
        version,
        lag(document_id) over (partition by article_id order by version) as previous_document_id,
        title,
        published_on,
        text
    from articles
    qualify count(*) over (partition by article_id) > 1
),

paragraphs as (
    select document_id, unnest(string_split(text, e'\n')) as value
    from versions
),

pieces as (
    select document_id, 'title' as part, title as value from versions where title is not null
    union all
    select document_id, 'published_on', published_on::varchar from versions where published_on is not null
    union all
    select distinct document_id, 'paragraph', value from paragraphs
),

steps as (
    select article_id, version, document_id, previous_document_id
    from versions
    where previous_document_id is not null
),

after_step as (
    select steps.*, pieces.part, pieces.value
    from steps
    inner join pieces on pieces.document_id = steps.document_id
),

before_step as (
    select steps.*, pieces.part, pieces.value
    from steps
    inner join pieces on pieces.document_id = steps.previous_document_id
),

added as (
    select *, 'added' as change
    from after_step
    anti join before_step using (document_id, part, value)
),

removed as (
    select *, 'removed' as change
    from before_step
    anti join after_step using (document_id, part, value)
),

final as (
    from added
    union all by name
    from removed
)

select * from final
