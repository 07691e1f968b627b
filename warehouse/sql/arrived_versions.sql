-- One version of an article that this run touches: the earlier ones, then the new ones in order of arrival.
with

touched as (
    select articles.article_id, articles.document_id, documents.fetched_at
    from articles
    inner join documents using (document_id)
),

reading_order as (
    select document_id, position
    from admitted
    where is_new
),

earlier as (
    select article_id, document_id, version
    from last.articles
    where article_id in (select article_id from touched)
        and document_id not in (select document_id from documents)
),

arrived as (
    select
        article_id,
        document_id,
        row_number() over (partition by article_id order by fetched_at nulls first, position, document_id) as version
    from touched
    left join reading_order using (document_id)
),

final as (
    from earlier
    union all by name
    from arrived
)

select *, false as is_current from final
