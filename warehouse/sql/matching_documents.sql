-- One document that a reader may mean, by the best kind of match there is; the newest version of an article first.
with

named as (
    select
        document_id,
        article_id,
        run_id,
        url,
        uri || coalesce('#' || record, '') as place,
        uri,
        url_decode(uri) || coalesce('#' || record, '') as decoded_place, -- a file as it is called, with its blanks
        url_decode(uri) as decoded_uri,
        outcome
    from documents
),

matched as (
    select
        *,
        case
            when $document in (document_id, place, uri) then 1
            when $document in (article_id, url) then 2
            when ends_with(place, '/' || $document) or ends_with(uri, '/' || $document)
                or ends_with(decoded_place, '/' || $document) or ends_with(decoded_uri, '/' || $document) then 3
            when starts_with(document_id, lower($document)) then 4
        end as match
    from named
),

best as (
    select *
    from matched
    qualify match = min(match) over ()
),

final as (
    select best.document_id, best.article_id, best.place, best.outcome
    from best
    left join articles using (document_id)
    qualify row_number() over (
        partition by best.article_id, if(best.match = 4, best.document_id, null)
        order by articles.version desc nulls last, best.run_id desc, best.document_id
    ) = 1
)

select * from final
order by place, document_id
