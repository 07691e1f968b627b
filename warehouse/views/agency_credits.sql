-- One news agency that an article in its newest version credits, for its text or for its photos.
with

versions as (
    select * from articles where is_current
),

credited as (
    select
        document_id,
        agency,
        bool_or(kind <> 'photo') as is_text_credit,
        bool_or(kind = 'photo') as is_photo_credit,
        list(distinct name order by name) filter (where name is not null) as names
    from credits
    where agency is not null
    group by document_id, agency
),

final as (
    select
        credited.agency,
        versions.article_id,
        versions.document_id,
        versions.site_id,
        versions.title,
        versions.published_on,
        credited.is_text_credit,
        credited.is_photo_credit,
        coalesce(credited.agency = versions.wire, false) as is_wire,
        coalesce(credited.names, []) as names
    from credited
    inner join versions using (document_id)
)

select * from final
